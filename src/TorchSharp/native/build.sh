#!/bin/sh
# Compiles the shim: build.sh LIBTORCH_ROOT OUTPUT. The root is /usr for the system's packages, or any libtorch folder (with include/ and
# lib/), the one inside a PyTorch wheel included. Called by the build (TorchSharp.csproj), only when the source or the root changed.
set -eu
root=$1
output=$2
source=$(dirname "$0")/torchsharp_system.cpp
cxx=${CXX:-g++}

libs=$root/lib
if [ ! -e "$libs/libtorch_cpu.so" ]; then
    for candidate in "$root/lib/$("$cxx" -dumpmachine)" "$root/lib64"; do
        if [ -e "$candidate/libtorch_cpu.so" ]; then libs=$candidate; fi
    done
fi
if [ ! -e "$libs/libtorch_cpu.so" ]; then
    echo "no libtorch_cpu.so below $root: install libtorch-dev, or set LIBTORCH to a libtorch folder" >&2
    exit 1
fi

# PyTorch wheels before 2.7 use the old std::string ABI; its mangled names lack __cxx11.
abi=1
if ! nm -D --defined-only "$libs/libc10.so" | grep -q __cxx11; then abi=0; fi

extra=
if [ -e "$libs/libtorch_cuda.so" ]; then extra="-ltorch_cuda -lc10_cuda"; fi
rpath=
includes="-isystem $root/include/torch/csrc/api/include"
# /usr/include is searched anyway, and as -isystem it would break the C++ library's include_next.
if [ "$root" != /usr ]; then
    rpath="-Wl,-rpath,$libs"
    includes="-isystem $root/include $includes"
fi

mkdir -p "$(dirname "$output")"
# shellcheck disable=SC2086  # extra, rpath and includes are lists of words
"$cxx" -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -D_GLIBCXX_USE_CXX11_ABI=$abi -w \
    $includes "$source" -o "$output.new" -L"$libs" $rpath -Wl,--no-as-needed -ltorch_cpu -lc10 $extra
mv -f "$output.new" "$output"
