#include "ingest/html/html_tags.h"

#include <array>
#include <initializer_list>

#include "ingest/html/name_bytes.h"

namespace dealwire {
namespace {

using Table = std::array<uint16_t, GUMBO_TAG_LAST + 1>;

constexpr void Set(std::initializer_list<GumboTag> tags, uint16_t trait, Table* table) {
  for (const GumboTag tag : tags) (*table)[tag] |= trait;
}

constexpr Table MakeTable() {
  Table table = {};
  Set({GUMBO_TAG_AREA,   GUMBO_TAG_BASE,    GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND,
       GUMBO_TAG_BR,     GUMBO_TAG_COL,     GUMBO_TAG_EMBED,    GUMBO_TAG_FRAME,
       GUMBO_TAG_HR,     GUMBO_TAG_IMG,     GUMBO_TAG_IMAGE,    GUMBO_TAG_INPUT,
       GUMBO_TAG_KEYGEN, GUMBO_TAG_LINK,    GUMBO_TAG_META,     GUMBO_TAG_PARAM,
       GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK,   GUMBO_TAG_WBR,      GUMBO_TAG_ISINDEX,
       GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP},
      kVoid, &table);
  Set({GUMBO_TAG_A, GUMBO_TAG_B, GUMBO_TAG_BIG, GUMBO_TAG_CODE, GUMBO_TAG_EM, GUMBO_TAG_FONT,
       GUMBO_TAG_I, GUMBO_TAG_NOBR, GUMBO_TAG_S, GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE,
       GUMBO_TAG_STRONG, GUMBO_TAG_TT, GUMBO_TAG_U},
      kFormatting, &table);
  Set({GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE,
       GUMBO_TAG_CENTER,  GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,     GUMBO_TAG_DIV,
       GUMBO_TAG_DL,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION,
       GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_H1,      GUMBO_TAG_H2,
       GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,      GUMBO_TAG_H6,
       GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,   GUMBO_TAG_LISTING, GUMBO_TAG_MAIN,
       GUMBO_TAG_MENU,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,      GUMBO_TAG_P,
       GUMBO_TAG_PRE,     GUMBO_TAG_SECTION,  GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE,
       GUMBO_TAG_UL,      GUMBO_TAG_LI,       GUMBO_TAG_DD,      GUMBO_TAG_DT},
      kSpecial | kClosesP, &table);
  Set({GUMBO_TAG_HR, GUMBO_TAG_PLAINTEXT, GUMBO_TAG_XMP}, kClosesP, &table);
  Set({GUMBO_TAG_APPLET, GUMBO_TAG_BUTTON, GUMBO_TAG_CAPTION, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT,
       GUMBO_TAG_SELECT, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_TR, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD,
       GUMBO_TAG_TFOOT, GUMBO_TAG_COLGROUP, GUMBO_TAG_NOSCRIPT},
      kSpecial, &table);
  Set({GUMBO_TAG_APPLET, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT, GUMBO_TAG_TABLE}, kScope, &table);
  Set({GUMBO_TAG_CAPTION, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_TR, GUMBO_TAG_TBODY,
       GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_COLGROUP},
      kTablePart, &table);
  Set({GUMBO_TAG_LI, GUMBO_TAG_DD, GUMBO_TAG_DT}, kItem, &table);
  Set({GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES,
       GUMBO_TAG_XMP},
      kRawText, &table);
  Set({GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA}, kEscapable, &table);
  Set({GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_SVG, GUMBO_TAG_TEMPLATE}, kDropped, &table);
  Set({GUMBO_TAG_HTML, GUMBO_TAG_HEAD, GUMBO_TAG_BODY, GUMBO_TAG_FRAMESET}, kNoElement, &table);
  for (uint16_t& traits : table) {
    if ((traits & (kClosesP | kTablePart | kItem | kNoElement)) != 0) traits |= kLine;
  }
  Set({GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_TITLE, GUMBO_TAG_SCRIPT}, kLine, &table);
  return table;
}

constexpr Table kTraits = MakeTable();

// The tags whose names have at most eight letters, each name in one number, by a hash of it.
class ShortNames {
 public:
  ShortNames() {
    for (size_t i = 0; i < GUMBO_TAG_UNKNOWN; ++i) {
      const auto tag = static_cast<GumboTag>(i);
      const std::string_view name = gumbo_normalized_tagname(tag);
      if (name.empty() || name.size() > kLongest) continue;
      size_t place = Place(Packed(name));
      while (places_.at(place).packed != 0) place = (place + 1) % kPlaces;
      places_.at(place) = {Packed(name), tag};
    }
  }

  // `name` has one to kLongest bytes, of which the last is not NUL.
  GumboTag Of(std::string_view name) const {
    const uint64_t packed = Packed(name);
    size_t place = Place(packed);
    while (places_[place].packed != 0) {
      if (places_[place].packed == packed) return places_[place].tag;
      place = (place + 1) % kPlaces;
    }
    return GUMBO_TAG_UNKNOWN;
  }

  static constexpr size_t kLongest = 8;

 private:
  struct Entry {
    uint64_t packed = 0;
    GumboTag tag = GUMBO_TAG_UNKNOWN;
  };
  static constexpr size_t kPlaceBits = 10, kPlaces = size_t{1} << kPlaceBits;

  static uint64_t Packed(std::string_view name) { return LowerOfBytes(UpToEightBytes(name)); }
  static size_t Place(uint64_t packed) {
    return static_cast<size_t>(packed * 0x9E3779B97F4A7C15 >> (64 - kPlaceBits));
  }

  std::array<Entry, kPlaces> places_ = {};
};

}  // namespace

uint16_t TraitsOf(GumboTag tag) { return kTraits[tag]; }

GumboTag TagOf(std::string_view name) {
  static const ShortNames short_names;
  const bool is_short = name.size() <= ShortNames::kLongest && !name.empty() && name.back() != '\0';
  if (is_short) return short_names.Of(name);
  return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

}  // namespace dealwire
