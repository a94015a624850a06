#ifndef DEALWIRE_BASE_ICU_VERSION_H_
#define DEALWIRE_BASE_ICU_VERSION_H_

#include <string>

namespace dealwire {

// The versions of ICU, of its CLDR and of its Unicode, as "72.1.0.0 42.0.0.0 15.0.0.0": what a
// cache of ICU's data is good for. Cost: a look into one resource of ICU.
std::string IcuVersion();

}  // namespace dealwire

#endif  // DEALWIRE_BASE_ICU_VERSION_H_
