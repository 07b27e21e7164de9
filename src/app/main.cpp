// SPDX-License-Identifier: Apache-2.0
// The program: runs the command line, and turns every failure into one sentence. The only catch in the project that ends
// a run.
#include <malloc.h>

#include <exception>
#include <iostream>
#include <new>

#include "app/commands.h"
#include "app/sheet.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // Pages and documents come and go in blocks of some 100 kB: keep them in the process instead of asking the system anew.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  try {
    return sitrep::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "sitrep: out of memory; give fewer or smaller inputs at a time\n";
  } catch (const std::exception& error) {
    std::cerr << "sitrep: " << sitrep::harmless_lines(error.what()) << '\n';
  }
  return sitrep::exit_fatal;
}
