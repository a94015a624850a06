#include "ingest/html/tree_tags.h"

#include <array>
#include <initializer_list>

namespace dealwire {
namespace {

using KindTable = std::array<TagKind, GUMBO_TAG_LAST + 1>;
using OpenTable = std::array<uint16_t, GUMBO_TAG_LAST + 1>;

constexpr void SetKind(TagKind kind, std::initializer_list<GumboTag> tags, KindTable* table) {
  for (const GumboTag tag : tags) (*table)[tag] = kind;
}

constexpr void SetOpen(uint16_t trait, std::initializer_list<GumboTag> tags, OpenTable* table) {
  for (const GumboTag tag : tags) (*table)[tag] |= trait;
}

constexpr KindTable MakeKinds() {
  KindTable table = {};
  SetKind(TagKind::kHtml, {GUMBO_TAG_HTML}, &table);
  SetKind(TagKind::kHead, {GUMBO_TAG_HEAD}, &table);
  SetKind(TagKind::kBody, {GUMBO_TAG_BODY}, &table);
  SetKind(TagKind::kVoidOfHead,
          {GUMBO_TAG_BASE, GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND, GUMBO_TAG_MENUITEM,
           GUMBO_TAG_LINK, GUMBO_TAG_META},
          &table);
  SetKind(TagKind::kRawOfHead, {GUMBO_TAG_TITLE, GUMBO_TAG_SCRIPT, GUMBO_TAG_NOFRAMES}, &table);
  SetKind(TagKind::kBlock,
          {GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE,
           GUMBO_TAG_CENTER,  GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,    GUMBO_TAG_DIV,
           GUMBO_TAG_DL,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
           GUMBO_TAG_FOOTER,  GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP, GUMBO_TAG_MENU,
           GUMBO_TAG_MAIN,    GUMBO_TAG_NAV,      GUMBO_TAG_OL,     GUMBO_TAG_SECTION,
           GUMBO_TAG_SUMMARY, GUMBO_TAG_UL},
          &table);
  SetKind(TagKind::kParagraph, {GUMBO_TAG_P}, &table);
  SetKind(TagKind::kHeading,
          {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6},
          &table);
  SetKind(TagKind::kForm, {GUMBO_TAG_FORM}, &table);
  SetKind(TagKind::kListItem, {GUMBO_TAG_LI}, &table);
  SetKind(TagKind::kDefinition, {GUMBO_TAG_DD, GUMBO_TAG_DT}, &table);
  SetKind(TagKind::kButton, {GUMBO_TAG_BUTTON}, &table);
  SetKind(TagKind::kAnchor, {GUMBO_TAG_A}, &table);
  SetKind(TagKind::kNoBreak, {GUMBO_TAG_NOBR}, &table);
  SetKind(
      TagKind::kFormatting,
      {GUMBO_TAG_B, GUMBO_TAG_BIG, GUMBO_TAG_CODE, GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I,
       GUMBO_TAG_S, GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT, GUMBO_TAG_U},
      &table);
  SetKind(TagKind::kMarked, {GUMBO_TAG_APPLET, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT}, &table);
  SetKind(TagKind::kTable, {GUMBO_TAG_TABLE}, &table);
  SetKind(TagKind::kVoidOfLine,
          {GUMBO_TAG_AREA, GUMBO_TAG_BR, GUMBO_TAG_EMBED, GUMBO_TAG_IMG, GUMBO_TAG_KEYGEN,
           GUMBO_TAG_WBR, GUMBO_TAG_INPUT},
          &table);
  SetKind(TagKind::kVoid, {GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE, GUMBO_TAG_TRACK}, &table);
  SetKind(TagKind::kRule, {GUMBO_TAG_HR}, &table);
  SetKind(TagKind::kRaw, {GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED}, &table);
  SetKind(TagKind::kSelect, {GUMBO_TAG_SELECT}, &table);
  SetKind(TagKind::kOption, {GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP}, &table);
  SetKind(TagKind::kRuby, {GUMBO_TAG_RB, GUMBO_TAG_RP, GUMBO_TAG_RT, GUMBO_TAG_RTC}, &table);
  SetKind(TagKind::kCaption, {GUMBO_TAG_CAPTION}, &table);
  SetKind(TagKind::kColumnGroup, {GUMBO_TAG_COLGROUP}, &table);
  SetKind(TagKind::kColumn, {GUMBO_TAG_COL}, &table);
  SetKind(TagKind::kSection, {GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT}, &table);
  SetKind(TagKind::kRow, {GUMBO_TAG_TR}, &table);
  SetKind(TagKind::kCell, {GUMBO_TAG_TD, GUMBO_TAG_TH}, &table);
  SetKind(TagKind::kStray, {GUMBO_TAG_FRAME}, &table);
  SetKind(TagKind::kRefused,
          {GUMBO_TAG_FRAMESET, GUMBO_TAG_PLAINTEXT, GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP,
           GUMBO_TAG_ISINDEX, GUMBO_TAG_IMAGE, GUMBO_TAG_MATH, GUMBO_TAG_SVG, GUMBO_TAG_TEMPLATE,
           GUMBO_TAG_STYLE},
          &table);
  return table;
}

constexpr OpenTable MakeOpen() {
  OpenTable table = {};
  SetOpen(kSpecialNode,
          {GUMBO_TAG_ADDRESS,    GUMBO_TAG_APPLET,     GUMBO_TAG_AREA,     GUMBO_TAG_ARTICLE,
           GUMBO_TAG_ASIDE,      GUMBO_TAG_BASE,       GUMBO_TAG_BASEFONT, GUMBO_TAG_BGSOUND,
           GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,       GUMBO_TAG_BR,       GUMBO_TAG_BUTTON,
           GUMBO_TAG_CAPTION,    GUMBO_TAG_CENTER,     GUMBO_TAG_COL,      GUMBO_TAG_COLGROUP,
           GUMBO_TAG_MENUITEM,   GUMBO_TAG_DD,         GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,
           GUMBO_TAG_DIV,        GUMBO_TAG_DL,         GUMBO_TAG_DT,       GUMBO_TAG_EMBED,
           GUMBO_TAG_FIELDSET,   GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,   GUMBO_TAG_FOOTER,
           GUMBO_TAG_FORM,       GUMBO_TAG_FRAME,      GUMBO_TAG_FRAMESET, GUMBO_TAG_H1,
           GUMBO_TAG_H2,         GUMBO_TAG_H3,         GUMBO_TAG_H4,       GUMBO_TAG_H5,
           GUMBO_TAG_H6,         GUMBO_TAG_HEAD,       GUMBO_TAG_HEADER,   GUMBO_TAG_HGROUP,
           GUMBO_TAG_HR,         GUMBO_TAG_HTML,       GUMBO_TAG_IFRAME,   GUMBO_TAG_IMG,
           GUMBO_TAG_INPUT,      GUMBO_TAG_ISINDEX,    GUMBO_TAG_LI,       GUMBO_TAG_LINK,
           GUMBO_TAG_LISTING,    GUMBO_TAG_MARQUEE,    GUMBO_TAG_MENU,     GUMBO_TAG_META,
           GUMBO_TAG_NAV,        GUMBO_TAG_NOEMBED,    GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOSCRIPT,
           GUMBO_TAG_OBJECT,     GUMBO_TAG_OL,         GUMBO_TAG_P,        GUMBO_TAG_PARAM,
           GUMBO_TAG_PLAINTEXT,  GUMBO_TAG_PRE,        GUMBO_TAG_SCRIPT,   GUMBO_TAG_SECTION,
           GUMBO_TAG_SELECT,     GUMBO_TAG_STYLE,      GUMBO_TAG_SUMMARY,  GUMBO_TAG_TABLE,
           GUMBO_TAG_TBODY,      GUMBO_TAG_TD,         GUMBO_TAG_TEMPLATE, GUMBO_TAG_TEXTAREA,
           GUMBO_TAG_TFOOT,      GUMBO_TAG_TH,         GUMBO_TAG_THEAD,    GUMBO_TAG_TITLE,
           GUMBO_TAG_TR,         GUMBO_TAG_UL,         GUMBO_TAG_WBR,      GUMBO_TAG_XMP},
          &table);
  SetOpen(kEndImplied,
          {GUMBO_TAG_DD, GUMBO_TAG_DT, GUMBO_TAG_LI, GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP,
           GUMBO_TAG_P, GUMBO_TAG_RP, GUMBO_TAG_RB, GUMBO_TAG_RT, GUMBO_TAG_RTC},
          &table);
  SetOpen(kBoundsAll,
          {GUMBO_TAG_APPLET, GUMBO_TAG_CAPTION, GUMBO_TAG_HTML, GUMBO_TAG_TABLE, GUMBO_TAG_TD,
           GUMBO_TAG_TH, GUMBO_TAG_MARQUEE, GUMBO_TAG_OBJECT},
          &table);
  SetOpen(kBoundsList, {GUMBO_TAG_OL, GUMBO_TAG_UL}, &table);
  SetOpen(kBoundsButton, {GUMBO_TAG_BUTTON}, &table);
  SetOpen(kBoundsTable, {GUMBO_TAG_HTML, GUMBO_TAG_TABLE}, &table);
  SetOpen(kOfTable, {GUMBO_TAG_HTML, GUMBO_TAG_TABLE}, &table);
  SetOpen(kOfSection, {GUMBO_TAG_HTML, GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT}, &table);
  SetOpen(kOfRow, {GUMBO_TAG_HTML, GUMBO_TAG_TR}, &table);
  return table;
}

constexpr KindTable kTagKinds = MakeKinds();
constexpr OpenTable kOpen = MakeOpen();

}  // namespace

TagKind KindOf(GumboTag tag) { return kTagKinds[tag]; }

uint16_t OpenTraitsOf(GumboTag tag) { return kOpen[tag]; }

}  // namespace dealwire
