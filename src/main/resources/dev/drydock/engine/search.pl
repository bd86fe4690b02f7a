# Looks for an expression in regular files, in packed ones too, and gives the time that it is allowed.
#
#   perl search.pl SECONDS FILE OFFSET DIRECTORY...
#
# reads from standard input, each field ended by a NUL: the expression; words, one of which is in the first bytes of whatever
# matches; an empty field; files that are left out. Of all files in the order in which find tells them, it begins with number
# FILE at OFFSET, and prints: index of a directory, path in it, passage (a character before the match, the match and what
# follows it), and so on; at the end "next", number and offset where it has to go on, or "end". Without that, it broke off.
use strict;
use warnings;
use Fcntl;

use constant {
    CHUNK         => 1 << 20,
    LEAD          => 24,       # so many bytes stand before a word at most in what matches
    PASSAGE       => 4096,     # what is shown of a match's surroundings
    STEP          => 2048,     # matches in the first part of a passage are in it with what has to follow them
    MOST_PRINTED  => 4 << 20,
    MOST_UNPACKED => 64 << 20, # of one file
    MOST_MEMBERS  => 2000,     # of one zip
    MOST_PACKED   => 32 << 20, # of one member of a zip
    MOST_DIRECTORY => 8 << 20,
    SEEK_DATA     => 3,
};

my ($seconds, $first, $offset, @directories) = @ARGV;
my $deadline = time + $seconds;
my $printed = 0;
my $told = ''; # the file that is searched: its directory's index and its path
binmode STDIN;
binmode STDOUT;
my ($expression, @words) = split /\0/, do { local $/; <STDIN> }, -1;
pop @words; # what stands behind the last NUL
my %left_out;
until ($words[-1] eq '') { $left_out{pop @words} = 1 }
pop @words;
# Plain words are found many times as fast as the expression.
my $word = join '|', map { quotemeta } @words;
$word = qr/$word/;
my $lead = LEAD;
$expression = qr/\G(?s:.{0,$lead}?)($expression)/;
$SIG{PIPE} = 'IGNORE';

sub over { return time >= $deadline || $printed >= MOST_PRINTED }

# Prints passages of what begins in the given part of a piece; the rest of it is only there to follow and to lead.
sub passages {
    my ($piece, $begin, $end) = @_;
    pos($$piece) = $begin;
    while ($$piece =~ /$word/g) {
        my ($at, $after) = ($-[0], $+[0]);
        last if $at >= $end + LEAD;
        pos($$piece) = $at - LEAD > $begin ? $at - LEAD : $begin;
        if ($$piece =~ /$expression/g && $-[1] < $end) {
            my $from = $-[1];
            my $passage = substr $$piece, $from > 0 ? $from - 1 : 0, PASSAGE;
            $passage =~ tr/\0/ /;
            print "$told\0$passage\0";
            $printed += length $passage;
            $after = $from + STEP if $after < $from + STEP;
        }
        return if $after >= length $$piece;
        pos($$piece) = $after;
    }
    return;
}

sub read_at {
    my ($file, $at, $length) = @_;
    my $bytes = '';
    sysseek($file, $at, 0) or die "cannot be read: $!\n";
    while ($length > length $bytes) {
        my $read = sysread($file, $bytes, $length - length $bytes, length $bytes);
        defined $read or die "cannot be read: $!\n";
        last if !$read;
    }
    return $bytes;
}

# Where a file goes on after a hole; undefined at its end.
sub data {
    my ($file, $at) = @_;
    my $next = sysseek($file, $at, SEEK_DATA);
    return $next if defined $next;
    return $!{ENXIO} ? undef : $at;
}

# Returns the offset at which time was over, or nothing at the file's end.
sub plain {
    my ($file, $at) = @_;
    while (defined($at = data($file, $at))) {
        return $at if over();
        my $begin = $at > 0 ? 1 : 0;
        my $piece = read_at($file, $at - $begin, $begin + CHUNK + PASSAGE);
        return if length $piece <= $begin;
        passages(\$piece, $begin, $begin + CHUNK);
        $at += CHUNK;
    }
    return;
}

sub stream {
    my ($stream, $most) = @_;
    my ($held, $passed) = ('', 0);
    binmode $stream;
    while ($passed < $most) {
        my $read = sysread($stream, $held, CHUNK, length $held);
        last if !$read;
        $passed += $read;
        next if length $held < CHUNK + PASSAGE;
        passages(\$held, 0, CHUNK);
        substr $held, 0, CHUNK, '';
    }
    passages(\$held, 0, length $held);
    close $stream; # what is not read any more ends gzip
    return $passed;
}

sub gzip {
    my ($path) = @_;
    open(my $stream, '-|', 'sh', '-c', 'exec gzip -dc <"$1" 2>/dev/null', 'sh', $path) or die "gzip: $!\n";
    stream($stream, MOST_UNPACKED);
    return;
}

# A member of a zip is what gzip packs, without gzip's header.
sub inflated {
    my ($packed, $most) = @_;
    my $writer = open(my $stream, '-|') // die "cannot fork: $!\n";
    if (!$writer) {
        open(my $gzip, '|-', 'gzip -dc 2>/dev/null') or exit 1;
        binmode $gzip;
        print {$gzip} "\x1f\x8b\x08\0\0\0\0\0\0\xff", $packed;
        close $gzip;
        exit 0;
    }
    return stream($stream, $most);
}

sub zip {
    my ($file, $size) = @_;
    my $tail = read_at($file, $size > 65_557 ? $size - 65_557 : 0, 65_557);
    my $end = rindex($tail, "PK\x05\x06");
    return if $end < 0 || length($tail) - $end < 22;
    my ($length, $told_at) = unpack('x12 V V', substr($tail, $end));
    my $from = $size - (length($tail) - $end) - $length;
    return if $from < 0 || $length > MOST_DIRECTORY;
    my $shift = $from - $told_at; # something may stand before the archive
    my $directory = read_at($file, $from, $length);
    my ($at, $left) = (0, MOST_UNPACKED);
    for (my $members = 0; $members < MOST_MEMBERS && $left > 0; $members++) {
        return if length($directory) < $at + 46 || substr($directory, $at, 4) ne "PK\x01\x02";
        my ($method, $packed, $name, $extra, $comment, $local) = unpack('x10 v x8 V x4 v v v x8 V', substr($directory, $at, 46));
        $at += 46 + $name + $extra + $comment;
        $local += $shift;
        next if $method != 8 || $packed > MOST_PACKED || $local < 0 || $local + 30 > $size;
        my ($names, $extras) = unpack('x26 v v', read_at($file, $local, 30));
        $left -= inflated(read_at($file, $local + 30 + $names + $extras, $packed), $left);
    }
    return;
}

# What is packed is looked at as a whole, before anything else of the file.
sub packed {
    my ($path, $file) = @_;
    my $size = -s $file;
    my $head = read_at($file, 0, 4);
    return gzip($path) if $head =~ /\A\x1f\x8b/;
    zip($file, $size) if $size > 22 && ($head =~ /\APK/ || read_at($file, $size - 22, 4) eq "PK\x05\x06");
    return;
}

# Returns the offset at which time was over, or nothing once the file is done.
sub file {
    my ($path, $at) = @_;
    sysopen(my $file, $path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) or die "cannot be opened: $!\n";
    packed($path, $file) if $at == 0;
    return plain($file, $at);
}

my $number = 0;
for my $index (0 .. $#directories) {
    open(my $find, '-|', 'find', $directories[$index], qw(-type f -size +0 -printf), '%P\0') or die "find: $!\n";
    binmode $find;
    while (defined(my $name = do { local $/ = "\0"; <$find> })) {
        chop $name;
        my $path = "$directories[$index]/$name";
        next if $number++ < $first || $left_out{$path};
        $told = "$index\0$name";
        my $stopped = over() ? $offset : eval { [file($path, $offset)] } // die "$name $@";
        $stopped = $stopped->[0] if ref $stopped;
        if (defined $stopped) {
            print join("\0", 'next', $number - 1, $stopped, '');
            exit 0;
        }
        $offset = 0;
    }
    close $find or die "find ended with $?\n";
}
print "end\0";
