#include <fcntl.h>
#include <unistd.h>

#include "cli/cli.h"

int main(int argc, char** argv) {
  // A caller may have closed the standard streams; a file or socket of ours must not become one.
  int fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO) fd = open("/dev/null", O_RDWR);
  close(fd);
  return oit::cli::run(argc, argv);
}
