// SPDX-License-Identifier: Apache-2.0
// The program: runs the command line, and turns every failure into one sentence. The only catch in the project that ends
// a run.
#include <exception>
#include <iostream>
#include <new>

#include "app/commands.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return sitrep::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "sitrep: out of memory; give fewer or smaller inputs at a time\n";
  } catch (const std::exception& error) {
    std::cerr << "sitrep: " << error.what() << '\n';
  }
  return sitrep::exit_fatal;
}
