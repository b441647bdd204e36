package io.github.simplehttpmonitor.core.filter;

import java.util.ArrayList;
import java.util.List;

/** Takes an expression apart. */
final class Lexer {

  private static final List<String> SYMBOLS =
      List.of("&&", "||", "==", "!=", "<=", ">=", "..", "<", ">", "!", "(", ")", ",", "[", "]");

  private final String source;
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == source.length()) {
      return new Token(Token.Kind.END, "", start);
    }
    char c = source.charAt(at);
    if (c == '"' || c == '\'') {
      return string(c);
    }
    if (isWordPart(c) && !isRange()) {
      while (at < source.length() && isWordPart(source.charAt(at)) && !isRange()) {
        at++;
      }
      String text = source.substring(start, at);
      return new Token(isNumber(text) ? Token.Kind.NUMBER : Token.Kind.WORD, text, start);
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, start);
      }
    }
    String hint = c == '=' ? "; equality is '=='" : c == '&' || c == '|' ? "; write it twice" : "";
    throw new FilterException("'" + c + "' is not understood" + hint, source, at);
  }

  private boolean isRange() {
    return source.startsWith("..", at);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '.'
        || c == ':'
        || c == '/'
        || c == '-'
        || c == '%';
  }

  private static boolean isNumber(String text) {
    int digits = text.startsWith("-") ? 1 : 0;
    boolean address = text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
    boolean dotted = text.indexOf('.') != text.lastIndexOf('.');
    return !address && !dotted && digits < text.length() && Character.isDigit(text.charAt(digits));
  }

  private Token string(char quote) {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < source.length() && source.charAt(at) != quote) {
      char c = source.charAt(at++);
      if (c == '\\' && at < source.length()) {
        char escaped = source.charAt(at);
        // Patterns are full of backslashes: only those before a quote or another one are escapes.
        if (escaped == quote || escaped == '\\') {
          text.append(escaped);
          at++;
          continue;
        }
      }
      text.append(c);
    }
    if (at == source.length()) {
      throw new FilterException("the string is not closed", source, start);
    }
    at++;
    return new Token(Token.Kind.STRING, text.toString(), start);
  }
}
