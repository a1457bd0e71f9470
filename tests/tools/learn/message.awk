# Shows the first of a compiler's messages, because it often causes the others.
# Text without a compiler's message is shown as it is.
#
#   awk -v name=01-hello -f tests/tools/learn/message.awk MESSAGES

/^(make(\[[0-9]+\])?|collect2|cc1|clang): / { next }
{ all = all $0 "\n" }
# The linker prints a file's whole path.
BEGIN { top = ENVIRON["PWD"] "/" }
index($0, top) == 1 { $0 = substr($0, length(top) + 1) }
/: (fatal )?error: |: undefined reference / && ++messages == 1 {
    split($0, part, ":")
    place = part[1] (part[2] ~ /^[0-9]+$/ ? ":" part[2] : "")
}
# A line such as "In function ..." opens the next message.
messages > 1 || messages && /: (In|At) .*:$/ { over = 1 }
# If an error is inside a macro, the line that uses the macro caused it.
!over && /: note: in expansion of macro / && place !~ /^exercises\/.*\.c/ {
    split($0, part, ":")
    place = part[1] ":" part[2]
}
!over { first = first "    " $0 "\n" }

END {
    if (!messages) {
        printf "%s%s: could not be built; the lines above say why.\n", all, name
        exit
    }
    printf "%s: does not compile yet.\n\n%s\n", name, first
    # The linker knows no place for a main() that is missing.
    print "Fix this first: " \
        (place ~ /\.[ch](:|$)/ ? place : "exercises/" name ".c")
    if (messages > 1)
        print "The other messages may come from it; V=1 shows them."
}
