/// Tests of the doctor, on folders that stand for machines.
@NullMarked
package dev.medley.doctor;

import org.jspecify.annotations.NullMarked;
