# Tells what the regular files in directories are by what they hold, whatever they are called and wherever they lie:
#
#   perl recognise.pl DIRECTORY...
#
# prints for each that it recognises, each field ended by a NUL: index of the directory, path in it, kind, detail.
# It reads the beginnings of all files, programs (not shared libraries) as a whole, and looks into archives a little.
use strict;
use warnings;
use Fcntl;

use constant {
    HEAD          => 8192,     # enough for magic numbers, program headers and the first entries of a list
    CHUNK         => 1 << 20,
    OVERLAP       => 256,      # longer than any marker of a program
    MOST_DIRECTORY => 8 << 20, # of a zip's central directory
    MOST_UNPACKED => 64 << 20, # of one archive
    MOST_MEMBERS  => 2000,     # of one tar
    MOST_TOLD     => 2000,     # of one kind in one layer: whoever has so many is told apart by them
    TEXT_SAMPLED  => 100_000,  # larger texts are also looked at in the middle
    SYMBOLS       => 1 << 18,  # of the names that a static library defines
    LARGEST_STUB  => 1 << 20,  # of a library for linkers, whose functions do nothing
};

# Words that only one program has, in its messages or among the names that it links. All of them are looked for at once,
# which is fast as long as they are plain words.
my %TOOLS = (
    'COLLECT_GCC_OPTIONS'        => 'gcc',
    'compiled by GNU C version'  => 'cc1',
    'GNU assembler version %s'   => 'as',
    'GNU ld %s'                  => 'ld',
    'GNU gold'                   => 'gold',
    'GNU Make %s'                => 'make',
    "unknown integrated tool '"  => 'clang',
    'Tiny C Compiler'            => 'tcc',
    'cmd/go/internal/'           => 'go',
    'cmd/compile/internal/'      => 'go compile',
    'rustc_driver'               => 'rustc',
    'CARGO_INCREMENTAL'          => 'cargo',
    'CMAKE_MAKE_PROGRAM'         => 'cmake',
    'ninja: no work to do'       => 'ninja',
    '__CUDACC_VER_MAJOR__'       => 'nvcc',
    'NVIDIA (R) Cuda Language Front End'            => 'cudafe++',
    'failed to create the libnvvm compilation unit' => 'cicc',
    'Ptx optimizing assembler'                      => 'ptxas',
    'Cannot find ptxas executable'                  => 'nvlink',
    'ZIG_GLOBAL_CACHE_DIR'       => 'zig',
    'Netwide Assembler'          => 'nasm',
);
# How the programs of CUDA's toolkit announce themselves; those that do not have a word of their own.
my %CUDA_TOOLS = map { $_ => 1 } ('NVIDIA (R) ', 'CUDA-MEMCHECK version', 'COMPUTE-SANITIZER', '%s: cuDeviceGetCount returned %d');
my @PYTHON = qw(Py_BytesMain Py_Main PYTHONCASEOK pypy_main_startup);
my $MARKER = join '|', map { quotemeta } keys %TOOLS, keys %CUDA_TOOLS, @PYTHON;
$MARKER = qr/$MARKER/;
# As CUDA's headers begin: a comment or a directive of C's, and the owner of the rights.
my $CUDA_HEADER = qr{\A(?:\xef\xbb\xbf)?\s*(?:/\*|//|#(?:ifndef|if|pragma|include|define)\b)};
my $CUDA_WORD = qr/\b(?:__)?(?:cuda|cublas|cufft|cusparse|cusolver|curand|nvrtc|nvjpeg|cupti|nvml|nvtx|thrust|cub|npp)(?:[A-Z_]|\b)/i;
my $CUDA_RIGHTS = qr/\bCopyright\b[^\n]{0,60}\bNVIDIA\b/i;
my $CUDA_SYMBOL = qr/\0_*(?:cuda[A-Z]|cublas[A-Z]|cufft[A-Z]|cusparse[A-Z]|cusolver[A-Z]|curand[A-Z]|npp[a-z]|nvrtc[A-Z]|nvjpeg[A-Z]|nvPTXCompiler|cupti[A-Z]|culibos|cu_demangle)\w*\0/;
# Libraries that are a compiler, or a part of one.
my $COMPILER = qr/\Alib(?:nvvm|cc1|cp1plugin|lto_plugin|clang(?:-cpp)?|tcc)(?:-[0-9.]+)?\.so/;
# Libraries of CUDA's tools, which watch programs while they are made better.
my $CUDA_TOOL_LIBRARY = qr/\Alib(?:cupti|nvperf_host|nvperf_target|pcsamplingutil|cuinj64|accinj64|sanitizer-public|sanitizer-collection)\.so/;
my $CUDA_LIBRARY = qr/\Alib(?:cu(?:da|dart|blas|blasLt|fft|fftw|rand|solver|solverMg|sparse)|npp[a-z]{1,5}|nv(?:rtc|jpeg|JitLink|idia-ml))\.so/;
my $DRIVER = qr/\Alib(?:cuda|nvidia-ml|nvidia-ptxjitcompiler)\.so\.[0-9]/;

my %found;
binmode STDOUT;

sub told {
    my ($kind, $detail) = @_;
    $detail =~ tr/\x20-\x7e//cd;
    $found{"$kind\0" . substr($detail, 0, 100)} = 1;
}

sub read_at {
    my ($file, $offset, $length) = @_;
    my $bytes = '';
    sysseek($file, $offset, 0) or return '';
    while ($length > length $bytes) {
        my $read = sysread($file, $bytes, $length - length $bytes, length $bytes);
        defined $read or die "cannot be read: $!\n";
        last if !$read;
    }
    return $bytes;
}

# What the beginning of a file, of a member of an archive or of something unpacked tells by itself.
sub beginning {
    my ($head) = @_;
    return told('PIP_DOWNLOAD', '') if $head =~ /\Acc=[0-9],/;
    return told('PIP_DOWNLOAD', 'self check') if $head =~ /\A\{"key": ?"[^"]{0,500}", ?"last_check": ?"/ && $head =~ /"pypi_version"/;
    return told('APT_ARCHIVE', 'deb') if $head =~ /\A!<arch>\ndebian-binary/;
    return told('APT_ARCHIVE', 'index of packages') if $head =~ /\A\xdc\x76\xfe\x98/;
    return told('UV_CACHE', '') if $head =~ /\ASignature: 8a477f597d28d172789f06886806bc55\b/ && $head =~ /created by uv\b/;
    return told('NPM_CACHE', '') if $head =~ /\A\n?[0-9a-f]{40,128}\t\{"key":"(?:make-fetch-happen|pacote):/;
    return told('CUDA_DEVELOPMENT', 'a header of CUDA')
        if $head =~ $CUDA_HEADER && $head =~ $CUDA_RIGHTS && $head =~ $CUDA_WORD && $head =~ /^\s*#\s*(?:ifndef|if|pragma|include|define)\b/m;
    return text($head);
}

sub text {
    my ($sample) = @_;
    return told('APT_LIST', 'packages')
        if $sample =~ /^Package: \S/m && $sample =~ /^(?:Filename: \S|Description-md5: [0-9a-f]{32}$|Directory: \S)/m
        && $sample !~ /^Status: /m;
    return told('APT_LIST', 'release')
        if $sample =~ /^(?:Origin|Label|Suite|Codename): /m && $sample =~ /^(?:MD5Sum|SHA256|SHA512):\s*\n [0-9a-f]{32,128} +[0-9]+ \S/m;
    return;
}

sub zip {
    my ($file, $size) = @_;
    my $tail = read_at($file, $size > 65_557 ? $size - 65_557 : 0, 65_557);
    my $end = rindex($tail, "PK\x05\x06");
    return if $end < 0 || length($tail) - $end < 22;
    my ($length, $offset) = unpack('x12 V V', substr($tail, $end));
    # Counted from the end, as something may stand before the archive.
    my $from = $size - (length($tail) - $end) - $length;
    my $names = read_at($file, $from < 0 ? $offset : $from, $length < MOST_DIRECTORY ? $length : MOST_DIRECTORY);
    return told('WHEEL', $1) if $names =~ m{([\w.+!-]{1,120})\.dist-info/WHEEL};
    return told('CONDA_PACKAGE', $1) if $names =~ /metadata\.json/ && $names =~ /pkg-([\w.-]{1,120})\.tar\.zst/;
    return;
}

# Goes through a tar archive by means of a function that gives the next bytes and one that passes over some.
sub tar {
    my ($next, $skip) = @_;
    for (my $members = 0; $members < MOST_MEMBERS; $members++) {
        my $header = $next->(512);
        return if length $header < 512 || substr($header, 257, 5) ne 'ustar';
        my ($name, $size) = unpack('Z100 x24 a12', $header);
        return if $size !~ /\A *([0-7]+)/;
        $size = oct $1;
        told('SDIST', $1) if $name =~ m{\A(?:\./)?([\w.+-]{1,90})/PKG-INFO\z};
        told('CONDA_PACKAGE', '') if $name eq 'info/index.json';
        told('NPM_CACHE', 'package') if $name eq 'package/package.json';
        my $head = $next->($size < HEAD ? $size : HEAD);
        told('WHEEL', $name =~ m{([^/]{1,90})\.whl\z} ? $1 : '') if $head =~ /\APK\x03\x04/ && $name =~ /\.whl\z/;
        beginning($head);
        return if !$skip->($size - length($head) + (-$size & 511));
    }
    return;
}

sub plain_tar {
    my ($file) = @_;
    my $at = 0;
    tar(
        sub { my $bytes = read_at($file, $at, $_[0]); $at += length $bytes; return $bytes },
        sub { $at += $_[0]; return 1 });
    return;
}

# What a packed file holds, as far as a program here unpacks it.
sub unpacked {
    my ($path) = @_;
    open(my $stream, '-|', 'sh', '-c', 'exec gzip -dc <"$1" 2>/dev/null', 'sh', $path) or die "gzip: $!\n";
    binmode $stream;
    my ($held, $passed) = ('', 0);
    my $next = sub {
        my ($wanted) = @_;
        while (length $held < $wanted && $passed < MOST_UNPACKED) {
            my $read = sysread($stream, $held, 65_536, length $held);
            last if !$read;
            $passed += $read;
        }
        return substr($held, 0, $wanted, '');
    };
    my $skip = sub {
        my ($left) = @_;
        while ($left > 0) {
            my $bytes = $next->($left < 65_536 ? $left : 65_536);
            return 0 if $bytes eq '';
            $left -= length $bytes;
        }
        return 1;
    };
    my $head = $next->(HEAD);
    $held = $head . $held;
    length $head > 262 && substr($head, 257, 5) eq 'ustar' ? tar($next, $skip) : beginning($head);
    close $stream; # what is not read any more ends gzip
    return;
}

# The parts of an ELF file that tell a program from a library, name the library and say how many others it needs.
sub elf {
    my ($file, $head) = @_;
    my ($wide, $big) = (ord(substr $head, 4, 1) == 2, ord(substr $head, 5, 1) == 2);
    my ($short, $int, $word) = $big ? ('n', 'N', $wide ? 'Q>' : 'N') : ('v', 'V', $wide ? 'Q<' : 'V');
    my $type = unpack("x16 $short", $head);
    my ($offset) = unpack($wide ? "x32 $word" : "x28 $word", $head);
    my ($entry, $count) = unpack($wide ? "x54 $short $short" : "x42 $short $short", $head);
    return ($type == 2, '', 0) if !$count || $count > 200 || $entry < 32;
    my $table = read_at($file, $offset, $entry * $count);
    my ($program, @loads, @dynamic) = ($type == 2);
    for my $i (0 .. $count - 1) {
        last if length $table < ($i + 1) * $entry;
        my ($kind, $at, $address, $length) = $wide
            ? unpack("$int x4 $word $word x8 $word", substr $table, $i * $entry, $entry)
            : unpack("$int $word $word x4 $word", substr $table, $i * $entry, $entry);
        $program = 1 if $kind == 3;
        push @loads, [$address, $length, $at] if $kind == 1;
        @dynamic = ($at, $length) if $kind == 2;
    }
    return ($program, '', 0) if !@dynamic;
    my @pairs = unpack("($word)*", read_at($file, $dynamic[0], $dynamic[1] < 65_536 ? $dynamic[1] & ~15 : 65_536));
    my %tags = @pairs;
    my $needed = grep { !($_ & 1) && $pairs[$_] == 1 } 0 .. $#pairs;
    $program = 1 if ($tags{0x6ffffffb} // 0) & 0x08000000;
    return ($program, '', $needed) if !defined $tags{14} || !defined $tags{5};
    for my $load (@loads) {
        my ($address, $length, $at) = @$load;
        next if $tags{5} < $address || $tags{5} >= $address + $length;
        return ($program, unpack('Z*', read_at($file, $tags{5} - $address + $at + $tags{14}, 200) . "\0"), $needed);
    }
    return ($program, '', $needed);
}

sub pieces {
    my ($file, $size, $look) = @_;
    for (my $at = 0; $at < $size; $at += CHUNK - OVERLAP) {
        my $piece = read_at($file, $at, CHUNK);
        last if $piece eq '';
        $look->($piece);
    }
    return;
}

# The names that a static library defines, behind a table of where each is.
sub symbols {
    my ($file, $head) = @_;
    my $count = length $head >= 72 ? unpack('N', substr $head, 68, 4) : 0;
    return "\0" . read_at($file, 72 + 4 * $count, SYMBOLS);
}

sub pieces_have {
    my ($file, $size, $text) = @_;
    my $has = 0;
    pieces($file, $size, sub { $has ||= index($_[0], $text) >= 0 });
    return $has;
}

sub program {
    my ($file, $size) = @_;
    my %has;
    pieces($file, $size, sub { $has{$1} = 1 while $_[0] =~ /($MARKER)/g });
    $TOOLS{$_} && told('BUILD_TOOL', $TOOLS{$_}) for sort keys %has;
    $CUDA_TOOLS{$_} && told('CUDA_DEVELOPMENT', 'a program of the toolkit of CUDA') for keys %has;
    # What only embeds Python has neither of the first two, and of the others not both.
    return if !$has{Py_BytesMain} && !$has{pypy_main_startup} && !($has{Py_Main} && $has{PYTHONCASEOK});
    my $version = '';
    pieces($file, $size, sub { $version ||= $1 if $_[0] =~ /\0(3\.[0-9]{1,2})\.[0-9]{1,2}(?:[abrc]+[0-9]+)?\+?\0/ });
    told('PYTHON', $version);
    return;
}

sub recognise {
    my ($path, $size) = @_;
    sysopen(my $file, $path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) or die "cannot be opened: $!\n";
    my $head = read_at($file, 0, HEAD);
    if ($head =~ /\A\x7fELF/ && length $head >= 64) {
        my ($program, $name, $needed) = elf($file, $head);
        told('GPU_DRIVER', $name) if $name =~ $DRIVER;
        told('BUILD_TOOL', $name) if $name =~ $COMPILER;
        told('CUDA_DEVELOPMENT', 'a library of the tools of CUDA') if $name =~ $CUDA_TOOL_LIBRARY;
        # A stub needs the C library at most, and the real one others besides.
        told('CUDA_DEVELOPMENT', 'a stub of a library of CUDA') if $name =~ $CUDA_LIBRARY && $needed < 2 && $size < LARGEST_STUB;
        program($file, $size) if $program;
        return;
    }
    return told('CUDA_DEVELOPMENT', 'a static library of CUDA') if $head =~ m{\A!<arch>\n/ } && symbols($file, $head) =~ $CUDA_SYMBOL;
    return told('CUDA_DEVELOPMENT', 'bitcode for the compiler of CUDA') if $head =~ /\ABC\xc0\xde/ && pieces_have($file, $size, '__nv_');
    return unpacked($path) if $head =~ /\A\x1f\x8b/;
    return plain_tar($file) if length $head > 262 && substr($head, 257, 5) eq 'ustar';
    zip($file, $size) if $head =~ /\APK[\x01\x03\x05]/ || $size >= 22 && read_at($file, $size - 22, 4) eq "PK\x05\x06";
    beginning($head);
    # lz4 leaves the first words of what it packs as they are.
    told('APT_LIST', 'packages') if $head =~ /\A\x04\x22\x4d\x18/ && substr($head, 0, 64) =~ /Package: /;
    text(read_at($file, int($size / 2), HEAD)) if !%found && $size > TEXT_SAMPLED && $head !~ /[^\t\n\r\x20-\xff]/;
    return;
}

for my $layer (0 .. $#ARGV) {
    # Counted anew in each layer: those that a layer above takes away hide nothing that comes later.
    my (%same, %told);
    open(my $find, '-|', 'find', $ARGV[$layer], qw(-type f -size +0 -printf), '%i %s\0%P\0') or die "find: $!\n";
    local $/ = "\0";
    while (defined(my $facts = <$find>)) {
        chomp $facts;
        chomp(my $name = <$find>);
        my ($inode, $size) = split / /, $facts;
        if (!$same{$inode}) {
            %found = ();
            local $/ = "\n";
            eval { recognise("$ARGV[$layer]/$name", $size); 1 } or die "$name $@";
            $same{$inode} = [keys %found];
        }
        for my $what (@{$same{$inode}}) {
            my ($kind) = split /\0/, $what;
            print "$layer\0$name\0$what\0" if $told{$kind}++ < MOST_TOLD;
        }
    }
    close $find or die "find ended with $?\n";
}
close STDOUT or die "the end cannot be written: $!\n";
