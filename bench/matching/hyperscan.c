/* Counts the lines of a file that match any rule: hyperscan RULES LOG. Needs libhyperscan-dev. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define CHUNK (1024 * 1024)
#define MOST_RULES 10000

static char buffer[CHUNK];
static long lines;
static char *next_line;

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                    void *context) {
  (void)id; (void)from; (void)flags;
  char *end = context;
  char *at = buffer + to - 1;
  if (at < next_line) return 0;
  char *newline = memchr(at, '\n', end - at);
  next_line = newline ? newline + 1 : end;
  lines += 1;
  return 0;
}

int main(int count, char **arguments) {
  static char *rules[MOST_RULES];
  static unsigned flags[MOST_RULES], ids[MOST_RULES];
  static char line[4096];
  if (count != 3) return 2;
  FILE *file = fopen(arguments[1], "r");
  unsigned total = 0;
  while (total < MOST_RULES && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    rules[total] = strdup(line);
    flags[total] = 0;
    ids[total] = total;
    total += 1;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_multi((const char *const *)rules, flags, ids, total, HS_MODE_BLOCK, NULL, &database,
                       &error) != HS_SUCCESS) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  hs_scratch_t *scratch = NULL;
  hs_alloc_scratch(database, &scratch);
  int log = open(arguments[2], O_RDONLY);
  size_t kept = 0;
  ssize_t got;
  while ((got = read(log, buffer + kept, CHUNK - kept)) > 0) {
    size_t filled = kept + got;
    char *last = memrchr(buffer, '\n', filled);
    size_t end = last ? (size_t)(last - buffer) + 1 : filled;
    next_line = buffer;
    hs_scan(database, buffer, end, 0, scratch, on_match, buffer + end);
    kept = filled - end;
    memmove(buffer, buffer + end, kept);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%ld %ld\n", lines, usage.ru_maxrss / 1024);
  return 0;
}
