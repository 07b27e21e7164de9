# The commands of the project. Each does all the set-up that it needs, and a second run needs no network.
.PHONY: demo test configure program build setup test-setup dev bench parity eval clean
MAKEFLAGS += --no-print-directory

demo: program
	@tools/demo.sh

test: CMAKE_FLAGS = -DSITREP_PYTHON=ON
test: test-setup build
	@ctest --preset release -j 2

configure: setup
	@cmake --preset release $(CMAKE_FLAGS) >build/configure.log || { cat build/configure.log; exit 1; }

program: configure
	@cmake --build --preset release --target sitrep

build: configure
	@cmake --build --preset release

setup:
	@tools/setup/setup.sh

test-setup:
	@tools/setup/setup.sh tests

dev: test-setup
	@cmake --preset dev >/dev/null && cmake --build --preset dev && ctest --preset dev

bench parity eval: build
	@tools/$@.sh

clean:
	rm -rf build
