#ifndef DEALWIRE_STORE_TEXT_TAIL_H_
#define DEALWIRE_STORE_TEXT_TAIL_H_

#include "base/status.h"
#include "store/text_index.h"

namespace dealwire {

class Database;

// Goes on with the index of words where a process stopped or was killed: the words that are in no
// segment yet are gathered again. For a writer.
StatusOr<TextIndexer> ResumeTextIndex(Database* database);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TEXT_TAIL_H_
