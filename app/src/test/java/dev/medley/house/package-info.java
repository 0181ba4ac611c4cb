/// Tests of the structure of the house.
@NullMarked
package dev.medley.house;

import org.jspecify.annotations.NullMarked;
