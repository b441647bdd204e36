package io.github.simplehttpmonitor.core.filter;

import java.util.ArrayList;
import java.util.List;

/** Reads an expression by recursive descent, to a bounded depth. */
final class FilterParser {

  /** How deep parentheses and negations may be nested. */
  private static final int MAX_DEPTH = 64;

  private final String source;
  private final List<Token> tokens;
  private int next;
  private int depth;

  FilterParser(String source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Node parse() {
    Node node = or();
    Token rest = peek();
    if (rest.kind() != Token.Kind.END) {
      throw error("expected '&&', '||' or the end, found " + rest.shown(), rest);
    }
    return node;
  }

  private Node or() {
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(and());
    } while (accept("||"));
    return parts.size() == 1 ? parts.get(0) : new Node.Or(List.copyOf(parts));
  }

  private Node and() {
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(unary());
    } while (accept("&&"));
    return parts.size() == 1 ? parts.get(0) : new Node.And(List.copyOf(parts));
  }

  private Node unary() {
    Token token = peek();
    if (++depth > MAX_DEPTH) {
      throw error("this is nested more than " + MAX_DEPTH + " deep", token);
    }
    Node node;
    if (accept("!")) {
      node = new Node.Not(unary());
    } else if (accept("(")) {
      node = or();
      expect(")");
    } else {
      node = comparison();
    }
    depth--;
    return node;
  }

  private Node comparison() {
    Token name = take();
    if (name.kind() != Token.Kind.WORD) {
      throw error("expected a field, found " + name.shown(), name);
    }
    Token operator = take();
    Comparisons comparisons = new Comparisons(source, name);
    if (operator.is("exists")) {
      return comparisons.exists();
    }
    if (operator.is("in")) {
      return comparisons.in(operator, values());
    }
    if (operator.kind() == Token.Kind.END || !Comparisons.isOperator(operator)) {
      throw error(
          "expected a comparison after '"
              + name.text()
              + "', found "
              + operator.shown()
              + "; one of == != < <= > >= in startsWith endsWith contains matches exists",
          operator);
    }
    return comparisons.compare(operator, value());
  }

  private List<Comparisons.Value> values() {
    String close = accept("(") ? ")" : accept("[") ? "]" : "";
    List<Comparisons.Value> values = new ArrayList<>();
    do {
      Token low = value();
      values.add(new Comparisons.Value(low, accept("..") ? value() : null));
    } while (!close.isEmpty() && accept(","));
    if (!close.isEmpty()) {
      expect(close);
    }
    return values;
  }

  private Token value() {
    Token token = take();
    boolean fits =
        token.kind() == Token.Kind.STRING
            || token.kind() == Token.Kind.NUMBER
            || token.kind() == Token.Kind.WORD;
    if (!fits) {
      throw error("expected a value, found " + token.shown(), token);
    }
    return token;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next += token.kind() == Token.Kind.END ? 0 : 1;
    return token;
  }

  private boolean accept(String symbol) {
    if (peek().kind() == Token.Kind.SYMBOL && peek().is(symbol)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!accept(symbol)) {
      throw error("expected '" + symbol + "', found " + peek().shown(), peek());
    }
  }

  private FilterException error(String message, Token at) {
    return new FilterException(message, source, at.column());
  }
}
