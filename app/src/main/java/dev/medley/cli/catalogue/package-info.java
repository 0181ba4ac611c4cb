/// Commands about chips, systems and models: listed, shown and compared.
@NullMarked
package dev.medley.cli.catalogue;

import org.jspecify.annotations.NullMarked;
