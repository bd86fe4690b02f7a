# Looks for an expression in regular files, in packed ones too, and gives the time that it is allowed.
#
#   perl search.pl SECONDS FILE PLACE DIRECTORY...
#
# reads from standard input, each field ended by a NUL: the expression; words, one of which is in the first bytes of whatever
# matches; an empty field; files that are left out. Of all files in the order in which find tells them, it begins with number
# FILE at PLACE (0 is its beginning), and prints: index of a directory, path in it, passage (a character before the match, the
# match and what follows it), and so on; at the end "next", number and place where it has to go on, or "end". Without that, it
# broke off. Each run gets further than the one before, so that so many runs come to the end.
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
    MOST_KNOWN    => 100_000,  # members of a zip that are told apart from those after them
    NOT_RUN       => 3,        # gzip ends with 1 or 2 by itself
    SEEK_DATA     => 3,
    HOW           => O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
};

my ($seconds, $first, $from, @directories) = @ARGV;
my $deadline = time + $seconds;
my $printed = 0;
my $moved = 0; # whether the place where the next run would go on is another than where this one began
# In the file that is searched. First what is packed in it is: of which member of a zip (told by where the directory has it) how
# much, and of all members; after that the file as it is.
my %place;
@place{qw(plain at member unpacked)} = (split(/:/, $from), 0, 0, 0);
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

# Ends what gzip unpacks of a member of a zip; no file can know it.
my $mark = pack 'C*', map { int rand 256 } 1 .. 16;

sub over { return $moved && (time >= $deadline || $printed >= MOST_PRINTED) }

sub begin_file { @place{qw(plain at member unpacked)} = (0, 0, 0, 0) }

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
            $printed += length($told) + length $passage;
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

# Searches a part of what is packed, or of the file itself.
sub part {
    my ($piece, $begin, $end) = @_;
    passages($piece, $begin, $end);
    $place{at} += $end - $begin;
    $place{unpacked} += $end - $begin;
    $moved = 1;
    return;
}

# Returns whether time was over before the file's end.
sub plain {
    my ($file) = @_;
    while (defined(my $at = data($file, $place{at}))) {
        $place{at} = $at;
        return 1 if over();
        my $begin = $at > 0 ? 1 : 0;
        my $piece = read_at($file, $at - $begin, $begin + CHUNK + PASSAGE);
        last if length $piece <= $begin;
        part(\$piece, $begin, $begin + CHUNK);
    }
    return 0;
}

# What gzip unpacks, from the place on, to its end or as much as is searched of a file; after each mark it calls the function.
# Returns whether time was over before that.
sub unpacked {
    my ($stream, $passed) = @_;
    my ($held, $begin, $skip) = ('', $place{at} > 0 ? (1, $place{at} - 1) : (0, 0));
    binmode $stream;
    while ($place{unpacked} < MOST_UNPACKED) {
        my $read = sysread($stream, $held, CHUNK, length $held);
        defined $read or die "cannot be unpacked: $!\n";
        if (!$read) {
            part(\$held, $begin, length $held) if length $held > $begin;
            last;
        }
        if ($skip > 0) {
            my $skipped = $skip < length $held ? $skip : length $held;
            substr $held, 0, $skipped, '';
            $skip -= $skipped;
        }
        while ((my $end = index $held, $mark) >= 0) {
            my $member = substr $held, 0, $end, '';
            substr $held, 0, length $mark, '';
            part(\$member, $begin, $end) if $end > $begin;
            $begin = 0;
            $passed->();
            return 1 if over();
        }
        # What follows a match and might yet be the beginning of a mark is kept back.
        while (length $held >= $begin + CHUNK + PASSAGE + length $mark) {
            part(\$held, $begin, $begin + CHUNK);
            substr $held, 0, $begin + CHUNK - 1, '';
            $begin = 1;
            return 1 if over();
        }
    }
    return 0;
}

# Has gzip unpack what the function has it read, and searches that as above. Dies where gzip did not get to that.
sub gzip {
    my ($run, $passed) = @_;
    my $child = open(my $stream, '-|') // die "cannot fork: $!\n";
    if (!$child) {
        open STDERR, '>', '/dev/null';
        exit(eval { $run->() } // NOT_RUN);
    }
    my $over = unpacked($stream, $passed);
    my $whole = !$over && $place{unpacked} < MOST_UNPACKED;
    close $stream; # what is not read any more ends gzip
    die "gzip did not run\n" if $whole && ($? & 127 || $? >> 8 == NOT_RUN);
    return $over;
}

sub checksum {
    my ($bytes) = @_;
    my $sum = 0xffffffff;
    for my $byte (unpack 'C*', $bytes) {
        $sum ^= $byte;
        $sum = $sum & 1 ? $sum >> 1 ^ 0xedb88320 : $sum >> 1 for 1 .. 8;
    }
    return $sum ^ 0xffffffff;
}

# Returns a function that gives one after another the members of a zip that have to be unpacked; nothing if it is no zip.
sub members {
    my ($file, $size) = @_;
    my $tail = read_at($file, $size > 65_557 ? $size - 65_557 : 0, 65_557);
    my $end = rindex($tail, "PK\x05\x06");
    return if $end < 0 || length($tail) - $end < 22;
    my ($length, $told_at) = unpack('x12 V V', substr($tail, $end));
    my $at = $size - (length($tail) - $end) - $length;
    return if $at < 0;
    my $shift = $at - $told_at; # something may stand before the archive
    my ($left, %known) = ($at); # all of them lie before the directory
    return sub {
        while (1) {
            my $entry = read_at($file, $at, 46);
            return if length $entry < 46 || substr($entry, 0, 4) ne "PK\x01\x02";
            my ($method, $sum, $packed, $unpacked, $name, $extra, $comment, $local) = unpack('x10 v x4 V V V v v v x8 V', $entry);
            my $told = $at;
            $at += 46 + $name + $extra + $comment;
            $local += $shift;
            next if $method != 8 || $local < 0 || $local + 30 > $size;
            $packed = $size - $local if $packed > $size - $local;
            next if $known{"$local $packed"};
            $known{"$local $packed"} = 1 if keys %known < MOST_KNOWN;
            $left -= 30 + $packed;
            # Whoever makes that could have any number of them read any part of the file over and over.
            die "has members that overlap\n" if $left < 0;
            return {told => $told, sum => $sum, packed => $packed, unpacked => $unpacked, local => $local};
        }
    };
}

# Those from the place on.
sub members_left {
    my ($file, $size) = @_;
    my $next = members($file, $size) or return;
    return sub {
        while (my $member = $next->()) {
            return $member if $member->{told} >= $place{member};
        }
        return;
    };
}

# A member of a zip is what gzip packs, without gzip's header and, in the directory, what gzip has behind it. One gzip unpacks
# all of them, as starting it costs more than most members do. Returns how it ended.
sub inflate {
    my ($path, $size, $alone) = @_;
    # The other process reads its own at other places.
    sysopen(my $file, $path, HOW) or return NOT_RUN;
    my $next = members_left($file, $size) or return NOT_RUN;
    my $head = "\x1f\x8b\x08\0\0\0\0\0\0\xff";
    my $marked = $head . pack('C v v', 1, length $mark, 0xffff - length $mark) . $mark . pack('V V', checksum($mark), length $mark);
    open(my $gzip, '|-', 'gzip', '-dc') or return NOT_RUN;
    binmode $gzip;
    # The end of those that may be told about is the other process's to find.
    MEMBER: while (my $member = eval { $next->() }) {
        my ($names, $extras) = unpack('x26 v v', read_at($file, $member->{local}, 30));
        my ($at, $left) = ($member->{local} + 30 + $names + $extras, $member->{packed});
        print {$gzip} $head or last;
        while ($left > 0) {
            my $bytes = read_at($file, $at, $left < CHUNK ? $left : CHUNK);
            last if $bytes eq '';
            print {$gzip} $bytes or last MEMBER;
            $at += length $bytes;
            $left -= length $bytes;
        }
        last if $alone;
        print {$gzip} pack('V V', $member->{sum}, $member->{unpacked}), $marked or last;
    }
    close $gzip;
    return $? & 127 ? NOT_RUN : $? >> 8;
}

sub zip {
    my ($path, $file, $size) = @_;
    my $next = members_left($file, $size) or return 0;
    my $member;
    my $step = sub {
        $member = $next->() or return;
        $place{at} = 0 if $member->{told} > $place{member};
        $place{member} = $member->{told};
        return;
    };
    my $passed = sub {
        @place{qw(member at)} = ($place{member} + 1, 0);
        $moved = 1;
        $step->();
    };
    $step->();
    while ($member) {
        gzip(sub { inflate($path, $size, 0) }, $passed) && return 1;
        last if !$member || $place{unpacked} >= MOST_UNPACKED;
        # Here gzip stopped, as the member is not as it is told, or is broken. By itself it gives what there is of it.
        gzip(sub { inflate($path, $size, 1) }, $passed) && return 1;
        last if $place{unpacked} >= MOST_UNPACKED;
        $passed->();
        return 1 if over();
    }
    return 0;
}

# What is packed is looked at before anything else of the file. Returns whether time was over before its end.
sub packed {
    my ($path, $file) = @_;
    my $size = -s $file;
    my $head = read_at($file, 0, 4);
    if ($head =~ /\A\x1f\x8b/) {
        sysseek($file, 0, 0);
        return gzip(sub { open(STDIN, '<&', $file) && exec('gzip', '-dc') || NOT_RUN }, sub { });
    }
    return zip($path, $file, $size) if $size > 22 && ($head =~ /\APK/ || read_at($file, $size - 22, 4) eq "PK\x05\x06");
    return 0;
}

# Returns whether time was over before the file's end.
sub file {
    my ($path) = @_;
    sysopen(my $file, $path, HOW) or die "cannot be opened: $!\n";
    if (!$place{plain}) {
        return 1 if packed($path, $file);
        @place{qw(plain at)} = (1, 0);
    }
    return plain($file);
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
        my $over = over() || eval { file($path) };
        # What was printed counts only if this run ends well: the next one breaks off here.
        $over //= $printed && $moved ? 1 : die "$name $@";
        if ($over) {
            print join("\0", 'next', $number - 1, join(':', @place{qw(plain at member unpacked)}), '');
            exit 0;
        }
        begin_file();
        $moved = 1;
    }
    close $find or die "find ended with $?\n";
}
print "end\0";
