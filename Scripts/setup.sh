# Sourced by the other scripts: finds the toolchain and installs missing system libraries.

# Debian's names; the same libraries have other names elsewhere (see say_packages).
apt_packages=(libopenblas-dev liblapacke-dev libfftw3-dev pkg-config)

say() { printf '%s\n' "mercer: $*" >&2; }

say_packages() {
    say "please install these libraries with your package manager, then run this command again:"
    say "  Debian, Ubuntu:  ${apt_packages[*]}"
    say "  Fedora:          openblas-devel lapack-devel fftw-devel pkgconf-pkg-config"
    say "  Arch:            openblas lapacke fftw pkgconf"
}

libraries_present() {
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists openblas lapacke fftw3
}

ensure_libraries() {
    libraries_present && return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say_packages
        exit 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            say_packages
            exit 1
        fi
        as_root=(sudo)
        say "installing ${apt_packages[*]} with sudo apt-get (your password may be asked for)"
    else
        say "installing ${apt_packages[*]} with apt-get"
    fi
    if ! { "${as_root[@]}" apt-get update -qq \
        && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "${apt_packages[@]}"; } >&2 \
        || ! libraries_present; then
        say_packages
        exit 1
    fi
}

ensure_swift() {
    if ! command -v swift >/dev/null 2>&1; then
        say "no Swift toolchain found; install Swift 6.1 or newer from swift.org and put 'swift' on your PATH"
        exit 1
    fi
}
