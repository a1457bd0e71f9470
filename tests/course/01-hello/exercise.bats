# Exercise 1: two more pages.

load ../../harness/exercise

# bats test_tags=todo:1
@test "the hours have a page of their own" {
    start_exercise
    expect /hours 200 "Open from 6 to 12, closed on Mondays." \
        because "the text differs, if only by a full stop"
}

# bats test_tags=todo:2
@test "the bread has a page, too" {
    start_exercise
    expect /bread 200 "Rye, spelt and wheat." \
        because "no route has the path /bread, or its handler says otherwise"
}

@test "the first page stays as it is" {
    start_exercise
    expect / 200 "Hello, everybody!" because "another route takes its path"
}

@test "there are no other pages" {
    start_exercise
    expect /hour 404 "There is no such page." \
        because "a route takes more than its path"
}
