#include "store/text_tail.h"

#include <algorithm>

#include "store/articles.h"
#include "store/database.h"
#include "store/record.pb.h"

namespace dealwire {

StatusOr<TextIndexer> ResumeTextIndex(Database* database) {
  DW_TRY(const uint32_t indexed, TextIndexed(*database));
  DW_TRY(const uint32_t last, LastDocument(*database));
  const uint32_t from = std::max<uint32_t>(indexed, 1);
  TextIndexer text(from);
  for (uint32_t doc = from; doc <= last; ++doc) {
    DW_TRY(const auto pending, database->Get(Family::kText, PendingKey(doc)));
    if (pending) {
      text.Add(doc, *pending);
    } else {  // written before words stood by themselves
      DW_TRY(const IndexedDocument document, LoadDocument(*database, doc));
      DW_TRY(const auto article, LoadArticle(*database, document.article_id));
      const bool current = article && article->doc() == doc;
      text.Add(doc,
               current ? EncodedWordsOf(article->title() + "\n" + article->text()) : std::string());
    }
    if (!text.Full()) continue;
    Database::Batch batch;
    DW_RETURN_IF_ERROR(text.Flush(database, &batch));
    DW_RETURN_IF_ERROR(database->Write(std::move(batch), false));
  }
  return text;
}

}  // namespace dealwire
