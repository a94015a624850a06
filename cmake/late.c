// What the stubs of cmake/late.S.in call: opens a library and looks one of its functions up.
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Where the function `index` of `names` is, which are its library's, NUL between; kept in `table`. `before`, if not
// empty, is opened before it, for all to see. A library that is not there ends the process: nothing that needs it could go on.
__attribute__((weak, visibility("hidden"))) void* dealwire_open_late(const char* soname, const char* names,
                                                                     size_t index, void** table, const char* before) {
  const char* name = names;
  for (size_t i = 0; i < index; ++i) name += strlen(name) + 1;
  const int found = before[0] == '\0' || dlopen(before, RTLD_LAZY | RTLD_GLOBAL) != NULL;
  void* const library = found ? dlopen(soname, RTLD_LAZY | RTLD_LOCAL) : NULL;
  void* const function = library == NULL ? NULL : dlsym(library, name);
  if (function == NULL) {
    fprintf(stderr, "dealwire: error: %s; install the package that has it\n", dlerror());
    _exit(1);
  }
  __atomic_store_n(&table[index], function, __ATOMIC_RELEASE);
  return function;
}
