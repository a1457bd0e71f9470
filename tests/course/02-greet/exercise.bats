# Exercise 2: the town crier.

load ../../harness/exercise

# shout TIMES WORD: prints the crier's answer
shout()
{
    local times=$1 text=$2
    for (( ; times > 1; times--)); do
        text+=" $2"
    done
    printf %s "$text"
}

# bats test_tags=todo:1
@test "a word is shouted as often as it is paid for" {
    local times word path got because
    start_exercise
    draw times 2 9
    pick word hear bread rain fire
    path=/repeat/$times/$word
    got=$(answer_to "$path")
    because="count the words: there should be $times of them"
    [[ $got != *" " ]] || because="there is one space too many, at the end"
    [[ $got == "200  $(shout "$times" "$word")" ]] ||
        explain_answer "$(shown_curl "$path")" \
            "200  $(shout "$times" "$word")" "$got" "$because"
}

# bats test_tags=todo:1
@test "each client gets its own words" {
    local first second
    start_exercise
    pick first anna bert carla
    pick second rain snow hail
    expect "/repeat/1/$first" 200 "$first" \
        because "once is a single word, without a space"
    expect "/repeat/2/$second" 200 "$(shout 2 "$second")" \
        because "a static variable is shared by all requests, and keeps the \
text of the last one"
}

# bats test_tags=todo:1
@test "a long word comes back whole" {
    local word got
    start_exercise
    word=$(printf 'ding-dong-%.0s' {1..300})
    got=$(answer_to "/repeat/5/$word")
    [[ $got == "200  $(shout 5 "$word")" ]] ||
        explain_answer "$(shown_curl /repeat/5/WORD), with a WORD of \
${#word} letters" "200, and $((5 * ${#word} + 4)) letters" \
            "${got%%  *}, and $((${#got} - 5)) letters" \
            "your text is too small for it; value_textf() makes one of the \
right size"
}

# bats test_tags=todo:1
@test "a tag in a word stays plain text" {
    local got
    start_exercise
    expect /repeat/2/%3Cb%3E 200 "<b> <b>" because "the word has to \
come back unchanged"
    got=$(get /repeat/2/%3Cb%3E --output /dev/null --write-out \
        '%{content_type}')
    [[ $got == text/plain* ]] ||
        explain_answer "$(shown_curl /repeat/2/%3Cb%3E)" \
            "Content-Type: text/plain; charset=utf-8" "Content-Type: $got" \
            "a stranger's text is sent as HTML, and a browser obeys it"
}

# bats test_tags=todo:1
@test "a percent sign in a word stays one" {
    start_exercise
    expect /repeat/2/100%25%25 200 "100%% 100%%" \
        because "the text was taken for a format; value_text() takes it as it is"
}

# bats test_tags=todo:2
@test "more than ten times, or not at all, is a 404" {
    local times
    start_exercise
    draw times 11 99
    for times in 11 "$times" 0; do
        expect "/repeat/$times/hear" 404 "There is no such page." \
            because "the route lets $times through; the bounds of a number \
are written into its pattern"
    done
    expect /repeat/10/x 200 "$(shout 10 x)" because "10 times is still allowed"
}

# bats test_tags=todo:2
@test "only GET is let through" {
    start_exercise
    expect /repeat/3/hear 405 "This page answers GET, HEAD, not POST." \
        because "the route lets in more than GET; write GET before its path" \
--request POST
}

@test "without a number and one word there is no page" {
    local path
    start_exercise
    for path in three/hear -3/hear 3 3/hear/again; do
        expect "/repeat/$path" 404 "There is no such page." \
            because "the pattern takes more than digits and one word"
    done
}
