package io.github.simplehttpmonitor.core.filter;

import io.github.simplehttpmonitor.parser.AccessRecord;

/** A filter bound to the slots of records. May keep scratch space, so it belongs to one thread. */
@FunctionalInterface
public interface RecordPredicate {

  /** {@return whether the record passes} */
  boolean test(AccessRecord record);
}
