"""Where the next page is, decided without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.errors import InvalidArgumentError, PagingError, TruncatedError
from linkedin_api.restli import calls
from linkedin_api.restli.paging import begin
from linkedin_api.restli.place import Place
from linkedin_api.restli.records import Paging
from linkedin_api.restli.resource_paging import RESOURCES, ResourcePaging, paging_of

UNKNOWN = ResourcePaging("things")
REPORT = paging_of("adAnalytics", "analytics")


def walk(habit=UNKNOWN, cursor=None, **params):
    return begin(calls.get_all("/things", None, params), habit, cursor)


def link(query, rel="next"):
    return {"rel": rel, "href": f"/rest/things?{query}"}


def read(on, elements, metadata=None, **paging):
    """Read a page; where to go on, or why it ends."""
    return on.read(list(elements), Paging(paging), metadata).end or on.place


def fresh(on, elements, **paging):
    """Read a page; what did not come before."""
    return on.read(list(elements), Paging(paging), None).elements


def follow(on, tokens):
    for number, token in enumerate(tokens):
        read(on, [{"id": number}], {"nextPageToken": token})


@pytest.mark.parametrize(
    ("pages", "way"),
    [
        (
            [(range(10), {"total": 12}), (range(9, 12), {"total": 12})],
            [Place(9), "total reached"],
        ),
        (
            [(range(7), {}), (range(6, 10), {}), ([9], {})],
            [Place(6), Place(9), "empty page"],
        ),
        (
            [(range(9), {"total": 10}), (range(8, 10), {"total": 10})],
            [Place(8), "total reached"],
        ),
        (
            [(range(10), {"links": [link("start=10&count=10")]}), ([9], {})],
            [Place(9, 10), "empty page"],
        ),
        (  # filtered: a page of nothing in the middle, and what comes after it
            [
                (range(10), {"count": 10, "total": 30}),
                ([9], {"count": 10, "total": 30}),
                ((), {"count": 10, "total": 30}),
                (range(20, 25), {"count": 10, "total": 30}),
                ([24], {"count": 10, "total": 30}),
                ((), {"count": 10, "total": 30}),
            ],
            [Place(9), Place(10), Place(20), Place(24), Place(25), "empty page"],
        ),
        (  # the total ends with the empty page: there is nothing behind it
            [
                (range(10), {"count": 10, "total": 20}),
                ([9], {"count": 10, "total": 20}),
                ((), {"count": 10, "total": 20}),
            ],
            [Place(9), Place(10), "empty page"],
        ),
        (  # a page of nothing that a link leads past
            [
                ((), {"links": [link("start=10&count=10")]}),
                (range(3), {"links": [link("start=0&count=10", "prev")]}),
                ([2], {}),
            ],
            [Place(10, 10), Place(12, 10), "empty page"],
        ),
        (  # rest.li lets an empty page link to itself while the total is not reached
            [
                (range(8), {"total": 10}),
                ([7], {"total": 10}),
                ((), {"total": 10, "links": [link("start=8&count=10")]}),
            ],
            [Place(7), Place(8), "empty page"],
        ),
        (  # a total that is less than what came says nothing
            [(range(10), {"total": 3}), ([9], {"total": 3})],
            [Place(9), "empty page"],
        ),
        (  # a full last page still has a next link; the total is right
            [(range(10), {"total": 10, "links": [link("start=10&count=10")]})],
            ["total reached"],
        ),
        ([((), {"total": 0})], ["total reached"]),
        ([(range(1), {"total": True}), ((), {})], [Place(1), "empty page"]),  # no number
        (  # a server that has nothing at all behind a page that is not full
            [(range(7), {}), ((), {})],
            [Place(6), "empty page"],
        ),
    ],
)
def test_start_and_count_lead_to_the_end(pages, way):
    on = walk()

    assert [read(on, elements, **paging) for elements, paging in pages] == way


def test_tokens_lead_to_the_end_over_an_empty_page():
    on = walk(pageSize=2)

    assert read(on, "ab", {"nextPageToken": "x"}) == Place(token="x")
    assert on.call_at(on.place).query_params == {"pageSize": 2, "pageToken": "x"}
    assert read(on, "", {"nextPageToken": "y"}) == Place(token="y")
    assert read(on, "c", {}) == "no next token"


def test_a_token_may_stand_in_the_link():
    assert read(walk(), "ab", links=[link("pageToken=x%3D")]) == Place(token="x=")


@pytest.mark.parametrize("metadata", [{}, {"nextPageToken": ""}, {"nextPageToken": None}])
def test_an_answer_without_paging_but_with_metadata_is_the_end_of_a_cursor(metadata):
    assert read(walk(), "ab", metadata) == "no next token"


def test_where_an_answer_says_nothing_the_table_decides():
    assert read(walk(paging_of("adAccounts", "search")), "ab") == "no next token"
    assert read(walk(), "ab") == Place(1)


def test_links_of_protocol_1_are_read_and_only_start_and_count_taken():
    query = (
        "assetFilteringCriteria.assetTypes[0]=COURSE&assetFilteringCriteria.locales[0]"
        ".language=en&timeRange.start=5&x.count=9&count=2&q=criteria&start=2"
    )
    on = walk(q="criteria", fields=["urn"])

    assert read(on, "ab", start=0, links=[link(query)]) == Place(1, 2)
    params = {"q": "criteria", "fields": ["urn"], "start": 1, "count": 2}
    assert on.call_at(on.place).query_params == params


@pytest.mark.parametrize("start", [0, 5, 10])
def test_a_link_that_does_not_lead_on_is_an_error(start):
    with pytest.raises(PagingError, match=f"/things: the link .* leads from 10 to {start}"):
        read(walk(start=10), "ab", links=[link(f"start={start}")])


def test_a_link_that_names_no_place_is_an_error():
    with pytest.raises(PagingError, match="neither start nor pageToken"):
        read(walk(), "ab", links=[link("offset=2")])


@pytest.mark.parametrize("length", [1, 2, 3, 7])
@pytest.mark.parametrize("lead", [0, 1, 5])
def test_tokens_that_go_round_in_a_circle_are_an_error_whatever_its_length(lead, length):
    circle = [f"t{step if step < lead else lead + (step - lead) % length}" for step in range(100)]

    with pytest.raises(PagingError, match="token came twice"):
        follow(walk(), circle)


def test_a_circle_that_begins_with_the_cursor_is_found():
    on = walk(cursor="pageToken=x")
    read(on, "a", {"nextPageToken": "y"})

    with pytest.raises(PagingError):
        follow(on, "xyxyxy")


def test_a_resource_that_ignores_start_is_found_out_by_what_it_echoes():
    on = walk()
    read(on, "ab", start=0)

    with pytest.raises(PagingError, match="requested the page from 1, but got the one from 0"):
        read(on, "ab", start=0)


def test_a_resource_that_ignores_start_is_found_out_by_its_elements():
    on, seven = walk(), "abcdefg"
    read(on, seven, start=0, links=[])

    with pytest.raises(PagingError, match="this resource has no pages"):
        read(on, seven, start=6, links=[])


def test_a_small_page_may_come_again_once_because_the_list_moved():
    on = walk(count=2)
    read(on, [{"id": 1}, {"id": 2}], start=0, count=2)

    assert fresh(on, [{"id": 1}, {"id": 2}], start=1, count=2) == []
    with pytest.raises(PagingError, match="this resource has no pages"):
        read(on, [{"id": 1}, {"id": 2}], start=2, count=2)


def test_equal_pages_are_right_where_links_or_the_total_say_so():
    on = walk()

    assert fresh(on, "aa", start=0, links=[link("start=2")]) == ["a", "a"]
    for start in (1, 2, 3):
        assert fresh(on, "aa", start=start, links=[link(f"start={start + 2}")]) == ["a"]
    assert fresh(on, "aa", start=4, total=7) == ["a"]
    assert read(on, "aa", start=5, total=7) == "total reached"


def test_elements_may_come_again_after_a_page_that_a_link_led_from():
    on = walk()

    read(on, "a")  # nothing says that there is more: the next page is a guess
    assert read(on, "b", links=[link("start=2")]) == Place(2)
    assert fresh(on, "a") == ["a"]
    assert on.place == Place(3)


def test_what_comes_whole_ends_at_once_unless_the_answer_knows_better():
    statistics = paging_of("organizationPageStatistics", "organization")

    assert read(walk(statistics), "ab", links=[link("start=0", "prev")]) == "not paged"
    assert read(walk(statistics), "", links=[]) == "not paged"
    assert read(walk(statistics), "ab", total=5) == Place(2)
    assert read(walk(statistics), "ab", {"nextPageToken": "x"}) == Place(token="x")


@pytest.mark.parametrize("count", [None, 10])
def test_what_should_come_whole_but_names_a_next_page_is_an_error(count):
    on = walk(paging_of("organizationPageStatistics", "organization"))
    paging = {"count": count, "links": [link("start=2")]}

    with pytest.raises(TruncatedError, match=r"/things: .* next page, .* request less"):
        read(on, "ab", **paging)


def test_what_comes_whole_may_name_a_next_page_because_it_fills_one():
    """The server's framework links to a next page whenever as many came as fit on a page."""
    on, ten = walk(paging_of("organizationPageStatistics", "organization")), range(10)

    assert read(on, ten, count=10, links=[link("start=10&count=10")]) == Place(10, 10)
    step = on.read(list(ten), Paging(count=10, links=[link("start=20&count=10")]), None)
    assert step == ([], "not paged")


def test_what_should_come_whole_is_followed_if_a_next_page_has_something_else():
    on = walk(paging_of("organizationPageStatistics", "organization"))

    assert read(on, range(10), count=10, links=[link("start=10&count=10")]) == Place(10, 10)
    step = on.read(list(range(10, 13)), Paging(count=10, start=10), None)
    assert step == ([10, 11, 12], "not paged")


def test_a_report_that_was_cut_off_is_an_error_that_says_how_to_split():
    assert read(walk(REPORT), range(14_999)) == "not paged"
    with pytest.raises(
        TruncatedError, match=r"truncates .* at 15,000 .* request less .* dateRange"
    ):
        read(walk(REPORT), range(15_000))


@given(
    count=st.integers(1, 5),
    came=st.lists(st.integers(2, 5), min_size=1, max_size=8),
    has_total=st.booleans(),
    has_links=st.booleans(),
)
def test_pages_of_any_length_give_each_element_once(count, came, has_total, has_links):
    """Servers may give less than asked for, on any page, and need not say how much there is.

    But a page that has only the element that it repeats is the end.
    """
    whole = list(range(sum(min(n, count) for n in came)))
    on, found, lengths = walk(count=count), [], iter(came)
    while on.place is not None:
        start = on.place.start or 0
        some = whole[start : start + min(count, next(lengths, count))]
        paging = {"start": start, "count": count}
        if has_total:
            paging["total"] = len(whole)
        if has_links and some:
            paging["links"] = [link(f"count={count}&start={start + len(some)}")]
        found += fresh(on, some, **paging)

    assert found == whole


@given(
    visible=st.lists(st.booleans(), max_size=30),
    count=st.integers(1, 5),
    has_links=st.booleans(),
)
def test_elements_that_are_hidden_hide_no_others(visible, count, has_links):
    """Some resources cut a page first and then leave out what the caller may not see."""
    on, found = walk(count=count), []
    while on.place is not None:
        start = on.place.start or 0
        some = [i for i in range(start, min(start + count, len(visible))) if visible[i]]
        paging = {"start": start, "count": count, "total": len(visible)}
        if has_links and start + count < len(visible):
            paging["links"] = [link(f"count={count}&start={start + count}")]
        found += fresh(on, some, **paging)

    assert found == [i for i, is_visible in enumerate(visible) if is_visible]


def test_a_walk_that_ended_goes_no_further():
    on = walk()
    read(on, "", total=0)

    with pytest.raises(PagingError, match="no more pages"):
        read(on, "")


@pytest.mark.parametrize("place", [Place(0), Place(20, 10), Place(token="a=&b ü")])
def test_a_place_survives_as_text(place):
    assert Place.parse(str(place)) == place


@pytest.mark.parametrize(
    "cursor", ["", "x", "start=a", "count=5&start=1", "q=2", "start=-1", f"start={'9' * 5000}", 5]
)
def test_a_cursor_that_is_none_is_refused(cursor):
    with pytest.raises(InvalidArgumentError, match="cursor must be the cursor of a page"):
        walk(cursor=cursor)


@pytest.mark.parametrize(
    ("params", "place", "others"),
    [
        ({}, Place(), {}),
        ({"start": 20, "count": 5}, Place(20), {"count": 5}),
        ({"start": "20"}, Place(20), {}),
        ({"pageToken": "x", "pageSize": 5}, Place(token="x"), {"pageSize": 5}),
    ],
)
def test_parameters_may_say_where_to_begin(params, place, others):
    on = walk(**params)

    assert on.place == place
    assert on.call_at(place).query_params == {**others, **place.params}
    assert on.call_at(Place(7)).query_params == {**others, "start": 7}


@pytest.mark.parametrize("start", ["abc", 20.0, True, [20]])
def test_a_place_that_is_no_number_is_refused_and_not_taken_for_the_beginning(start):
    with pytest.raises(
        InvalidArgumentError, match=r"query_params\['start'\] must be a whole number"
    ):
        walk(start=start)


def test_a_cursor_goes_before_parameters():
    assert walk(cursor="start=30&count=5", start=10).place == Place(30, 5)


def test_as_many_elements_are_asked_for_as_are_known_to_fit():
    posts = paging_of("posts", "author")

    assert walk(posts).call_at(Place()).query_params == {"count": 100}
    assert walk(posts, count=5).call_at(Place()).query_params == {"count": 5}
    assert walk(paging_of("adAccounts", "search")).call_at(Place()).query_params == {}
    assert walk().call_at(Place()).query_params == {}


@pytest.mark.parametrize("name", ["pagingFields", "metadataFields"])
def test_parameters_that_hide_the_next_page_are_refused(name):
    with pytest.raises(InvalidArgumentError, match=name):
        walk(**{name: "total"})


@pytest.mark.parametrize("none", [0, "0"])
@pytest.mark.parametrize("name", ["count", "pageSize"])
def test_pages_of_no_elements_are_refused(name, none):
    with pytest.raises(InvalidArgumentError, match=name):
        walk(**{name: none})


@pytest.mark.parametrize(
    ("elements", "paging", "pages", "starts"),
    [
        (range(10), {"total": 45}, 3, [9, 18, 27]),
        (range(10), {"total": 25}, 3, [9, 18]),
        (range(10), {"total": 28}, 3, [9, 18]),
        (range(10), {"total": 29}, 3, [9, 18, 27]),
        (range(10), {"total": 10}, 3, []),
        (range(10), {"total": 45}, 0, []),
        (range(10), {}, 3, []),
        ((), {"count": 10, "total": 45}, 3, []),
    ],
)
def test_what_comes_next_is_foreseen_only_where_the_total_is_known(elements, paging, pages, starts):
    on = walk()
    read(on, elements, **paging)

    assert [place.start for place in on.ahead(pages)] == starts


def test_the_table_names_each_resource_once_and_only_with_what_makes_sense():
    for row in RESOURCES.values():
        assert row.kind is not None
        assert row.maximum is None or (row.default or 0) <= row.maximum
        assert (row.cap is None) == (row.how_to_split == "")


def test_a_total_that_lies_does_not_lead_on_for_ever():
    on = walk()
    for number in range(1_000):
        read(on, "", start=number * 10, count=10, total=10**17)
    with pytest.raises(PagingError, match="1,000 pages in a row are empty, but the total is 10"):
        read(on, "", start=10_000, count=10, total=10**17)


def test_a_resource_that_ignores_start_is_found_out_although_it_names_a_total():
    on, seven = walk(), "abcdefg"
    read(on, seven, total=1_000)
    with pytest.raises(PagingError, match="the same elements came again"):
        read(on, seven, total=1_000)


@pytest.mark.parametrize("start", [-1, 10**18, 10**4_000])
def test_a_number_that_no_list_can_have_is_none(start):
    assert read(walk(), "ab", start=start, total=start) == Place(1)
