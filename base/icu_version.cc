#include "base/icu_version.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uversion.h>

namespace dealwire {

std::string IcuVersion() {
  UVersionInfo icu = {}, cldr = {}, unicode = {};
  UErrorCode error = U_ZERO_ERROR;
  u_getVersion(icu);
  ulocdata_getCLDRVersion(cldr, &error);
  u_getUnicodeVersion(unicode);
  std::string out;
  for (const auto& version : {icu, cldr, unicode}) {
    out += fmt::format("{}{}.{}.{}.{}", out.empty() ? "" : " ", version[0], version[1], version[2],
                       version[3]);
  }
  return out;
}

}  // namespace dealwire
