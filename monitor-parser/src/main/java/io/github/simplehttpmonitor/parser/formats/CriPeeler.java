package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserContext;

/**
 * Takes the prefix of the Kubernetes container runtime interface off, {@code TIME stdout F LINE};
 * {@code P} in the place of {@code F} marks a part of a line (<a
 * href="https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md">
 * kubelet-cri-logging</a>).
 */
final class CriPeeler extends Peeler {

  private final TimeReader iso;

  CriPeeler(ParserContext context) {
    iso = TimeSpec.ISO.newReader(context.zone());
  }

  @Override
  int peel(byte[] b, int from, int to) {
    clear();
    int at = time(iso, b, from, to);
    if (at < 0) {
      return from;
    }
    int stdFrom = at + 1;
    boolean std = to - stdFrom >= 8 && b[stdFrom] == 's' && b[stdFrom + 1] == 't';
    boolean out = std && b[stdFrom + 3] == 'o' && b[stdFrom + 4] == 'u' && b[stdFrom + 5] == 't';
    boolean err = std && b[stdFrom + 3] == 'e' && b[stdFrom + 4] == 'r' && b[stdFrom + 5] == 'r';
    int tag = stdFrom + 7;
    if ((!out && !err) || b[stdFrom + 6] != ' ' || (b[tag] != 'F' && b[tag] != 'P')) {
      return Math.min(stdFrom, to);
    }
    int end = wordEnd(b, tag, to);
    // Tags are joined by colons; the first says whether the line is whole.
    if (end > tag + 1 && b[tag + 1] != ':') {
      return tag;
    }
    stream = err ? 1 : 0;
    partial = b[tag] == 'P';
    return peeled(b, Math.min(to, end + 1), to);
  }
}
