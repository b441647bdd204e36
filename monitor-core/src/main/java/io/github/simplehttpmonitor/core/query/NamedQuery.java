package io.github.simplehttpmonitor.core.query;

/**
 * A query whose value statistics show beside the number of requests.
 *
 * @param name what it is called there
 * @param query the query; its window is the interval of the statistics
 */
public record NamedQuery(String name, Query query) {

  /** Checks the name. */
  public NamedQuery {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a query of the statistics needs a name");
    }
    if (query.measure().isHealth()) {
      throw new IllegalArgumentException(query.measure() + " cannot be shown in statistics");
    }
  }
}
