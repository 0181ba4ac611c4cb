package dev.medley.core.fit;

/// An 80 % band around a predicted rate: the truth lies inside for four predictions of five.
///
/// @param basisRows measured rows of this chip and phase behind the prediction; 0 means that the
///   datasheet and its family's prior are all there is
public record Band(double low, double high, int basisRows) {}
