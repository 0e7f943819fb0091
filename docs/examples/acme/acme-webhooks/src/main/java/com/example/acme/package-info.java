/** Everything that is particular to Acme. */
@NullMarked
package com.example.acme;

import org.jspecify.annotations.NullMarked;
