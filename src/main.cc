#include "cli/cli.h"

int main(int argc, char** argv) { return oit::cli::run(argc, argv); }
