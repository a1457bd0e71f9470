# Exercise 9: a page in three parts.

load ../../harness/exercise
load ../../harness/scripted

setup()
{
    pick user anna ben cleo dan
    pick news rain sun snow fog hail
    draw items 2 9
    pick offer bread rope tea soap
}

# bats test_tags=todo:1
@test "the page has all three parts" {
    standin_says <<END
0 0 200 /news/$user $news
0 0 200 /cart/$user $items items
0 0 200 /offers/$user $offer
END
    start_exercise --upstream "$standin"
    expect_when "when all is well" "/page/$user" \
        200 "news: $news, cart: $items items, offers: $offer" \
        because "a part is missing, or in another one's place"
    expect_asked 3 because "each service is asked once"
}

# bats test_tags=todo:1
@test "all three are asked at once, and shown in the page's order" {
    standin_says <<END
3 2 200 /news/$user $news
3 1 200 /cart/$user $items items
3 0 200 /offers/$user $offer
END
    start_exercise --upstream "$standin"
    expect_when "when the offers come first and the news last" \
        "/page/$user" 200 "news: $news, cart: $items items, offers: $offer" \
        because "the results are in the order of their arrival; the list of a \
gather has the order of its array"
    expect_together "asked three times, and only then answers" \
        because "the second is asked only when the first has answered; start \
all three, then gather them"
}

# bats test_tags=todo:1
@test "four users at once each get their own page" {
    local one i=0 pages=()
    for one in anna ben cleo dan; do
        pages+=("/page/$one"
            "news: news of $one, cart: cart of $one, offers: offers of $one")
        printf "12 %d 200 /%s/$one %s of $one\n" $((i)) news news \
            $((i + 4)) cart cart $((i + 8)) offers offers
        ((++i))
    done >"$BATS_TEST_TMPDIR/script"
    standin_says <"$BATS_TEST_TMPDIR/script"
    start_exercise --upstream "$standin"
    expect_each because "a variable that all requests share holds the data of \
one" "${pages[@]}"
}

# bats test_tags=todo:2
@test "a part that fails costs only itself" {
    local -A code=([news]=200 [cart]=200 [offers]=200)
    local -A shown=([news]=$news [cart]="$items items" [offers]=$offer)
    pick ill news cart offers
    pick fault 503 500 404
    code[$ill]=$fault shown[$ill]="(not available)"
    standin_says <<END
0 0 ${code[news]} /news/$user $news
0 0 ${code[cart]} /cart/$user $items items
0 0 ${code[offers]} /offers/$user $offer
END
    start_exercise --upstream "$standin"
    expect_when "when the other server says $fault to /$ill/$user" \
        "/page/$user" 200 "news: ${shown[news]}, cart: ${shown[cart]}, \
offers: ${shown[offers]}" \
        because "gather() fails as soon as any part fails, gather_all() does \
not; and shown() has the words for a part that failed"
}

# bats test_tags=todo:2
@test "a failure does not stop the wait for slower parts" {
    standin_says <<END
0 1 200 /news/$user $news
0 0 503 /cart/$user closed
0 1 200 /offers/$user $offer
END
    start_exercise --upstream "$standin"
    expect_when "when the cart fails first" "/page/$user" 200 \
        "news: $news, cart: (not available), offers: $offer" \
        because "the first failure has ended the wait for the others"
}

# bats test_tags=todo:2
@test "a page without any part is still a page" {
    standin_says <<END
0 0 503 /news/$user closed
0 0 503 /cart/$user closed
0 0 503 /offers/$user closed
END
    start_exercise --upstream "$standin"
    expect_when "when all services are closed" "/page/$user" 200 \
        "news: (not available), cart: (not available), offers: (not available)" \
        because "each part fails for itself, the page does not"
}
