/// Tests of the discovery of devices, on recorded output and with real processes.
@NullMarked
package dev.medley.devices;

import org.jspecify.annotations.NullMarked;
