#include <xlsxwriter.h>

/* glibc declares it only under _GNU_SOURCE, which is too late to define in a module. */
extern int memfd_create(const char *name, unsigned int flags);
