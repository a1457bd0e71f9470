# Sums up what one file's tests printed as TAP: a line with the counts, then
# all that has to do with failures. The counts are also added to a file.
#
#   awk -v file=NAME -v status=STATUS -v counts=FILE -f tests/harness/report.awk TAP

/^1\.\.[0-9]+$/ { planned = substr($0, 4); next }
/^ok .* # skip/ { skipped++; failing = 0; next }
/^ok / { passed++; failing = 0; next }
/^not ok / { failed++; failing = 1 }
failing || !/^#/ { text = text "    " $0 "\n" }

function count_rest(number, why)
{
    failed += number
    text = text "    " why "\n"
}

END {
    seen = passed + failed + skipped
    if (status == 124)
        text = text "    took too long, and was ended\n"
    if (planned == "")
        count_rest(1, "ended with status " status " before any test")
    else if (seen < planned)
        count_rest(planned - seen, "ended with status " status " after " \
                   seen + 0 " of " planned " tests")
    else if (status != 0 && !failed)
        count_rest(1, "ended with status " status)

    line = file ": " passed + 0 " passed"
    if (skipped)
        line = line ", " skipped " skipped"
    if (failed)
        line = line ", " failed " failed\n" text
    print line
    print passed + 0, failed + 0 >> counts
}
