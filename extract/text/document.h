#ifndef DEALWIRE_EXTRACT_TEXT_DOCUMENT_H_
#define DEALWIRE_EXTRACT_TEXT_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/mention.h"
#include "extract/text/fold.h"
#include "extract/text/reading.h"
#include "extract/text/word_bits.h"
#include "ingest/article.h"

namespace dealwire {

// Bytes of a sentence; what goes on longer is cut.
constexpr size_t kMaxSentence = 4096;

struct Sentence {
  Span span;         // of Document::text
  size_t block = 0;  // index into Document::blocks
};

enum class DocumentBlockKind {
  kTitle,
  kHeading,
  kParagraph,
  kListItem,
  kTableRow,
  kQuote,
  kCaption
};

struct DocumentBlock {
  DocumentBlockKind kind = DocumentBlockKind::kParagraph;
  Span span;                  // of Document::text
  size_t first_sentence = 0;  // sentences [first_sentence, end_sentence)
  size_t end_sentence = 0;
  int list = -1;  // items of one list, rows of one table
  bool header = false;
  int lead_in = -1;                // list items: the block that introduces the list, or -1
  bool entry = false;              // tells a story of its own (extract/text/entries.h)
  bool question = false;           // an interviewer's, or a heading that asks
  bool repeats_title = false;      // carries no mentions (record.md, convention 14)
  std::vector<size_t> byte_cells;  // table rows: starts of the cells
};

// What all stages of extraction see: title and body as one text (title, line feed, Article::text),
// its folded copy, its blocks and sentences. Stages add annotations beside it and never edit it.
struct Document {
  const Article* article = nullptr;
  std::string text;
  size_t body_start = 0;  // where Article::text begins; the title is before it
  Folded folded;
  WordBits words;         // of folded.text, and of name_text
  Reading reading;        // of text
  std::string name_text;  // folded.text as names are looked for in it (extract/text/name_text.h)
  std::vector<DocumentBlock> blocks;  // blocks[0] is the title where there is one
  // In order, none over two blocks; clauses that a semicolon parts are sentences of their own, but
  // in rows of tables.
  std::vector<Sentence> sentences;

  std::string_view Slice(const Span& span) const {
    return std::string_view(text).substr(span.byte_start, span.size());
  }
  bool InTitle(const Span& span) const { return span.byte_start < body_start; }
  // Whether a sentence stands in one block with an earlier one, or in the answer to it.
  bool InOnePassage(size_t earlier, size_t sentence) const {
    const size_t from = sentences[earlier].block, to = sentences[sentence].block;
    return from == to || (from + 1 == to && blocks[from].question && !blocks[to].question);
  }
  // Indices; the nearest before where the offset falls between two.
  size_t SentenceAt(size_t byte_offset) const;
  size_t BlockAt(size_t byte_offset) const;
};

// What cutting a text into sentences needs of its language; from the [document] table of
// rules/lang/*.toml and CLDR's list of abbreviations that end no sentence.
struct SentenceRules {
  std::unordered_set<std::string> abbreviations;  // folded, with their dot: "mrd.", "inc."
  bool ordinal_dot =
      false;  // "3. Dezember": a dot after a number of one or two digits ends no sentence
};

// Linear in the article, which must outlive the result. Sentences end at a full stop, question or
// exclamation mark of any script that is followed by a space and no lower-case letter (in scripts
// without spaces: always), and at line ends; not after an abbreviation, an initial, or an ordinal;
// and none is longer than kMaxSentence.
// Cut by hand and not by ICU's iterator: that one has to be made anew for each language and thread,
// wants UTF-16, and knows no ordinals.
Document MakeDocument(const Article& article, const SentenceRules& rules = {});

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_DOCUMENT_H_
