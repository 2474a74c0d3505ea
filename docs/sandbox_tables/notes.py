"""What is special about each resource of the sandbox, where its declaration does not show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox_tables.rows import Note

_ACCESS: Final = (
    Note("Any approved administrator of an organization sees who has roles there."),
    Note("`paging` has no `total`.", "observed"),
    Note("At every 50th organization the member is an analyst, not an administrator."),
    Note("At one in a hundred the member's role is `REQUESTED` and allows nothing."),
)
_BUCKETS: Final = (
    Note("A bucket begins at midnight UTC and ends before the next one begins.", "documented"),
    Note("Figures cover the time from 12 months ago to 2 days ago.", "documented"),
    Note("A window without an end ends now.", "documented"),
    Note("A window of 14 months or more, or shorter than one bucket, gets 400.", "observed"),
    Note("The list is never paged; `paging` repeats the request's values.", "documented"),
    Note(
        "A window has the buckets that begin in it; its start is included, its end is not. "
        "Adjacent windows neither repeat nor lose a bucket, aligned or not.",
    ),
    Note(
        "Days outside that time are left out without an error. A window may be longer than 12 "
        "months, so it may start before them.",
    ),
    Note("A bucket appears when its first day has figures, and grows until its last day has."),
    Note("A bucket appears even if nothing happened in it."),
    Note("Weeks begin on Monday."),
    Note("The default granularity is DAY."),
)
_CONVERSIONS: Final = (
    Note(
        "A member without a role in the account finds nothing; a viewer may not write.",
        "documented",
    ),
    Note("Reading needs rw_conversions, r_ads or rw_ads; writing rw_conversions."),
)
_UPLOADS: Final = (
    Note("Upload URLs are on another path of the same server, `/dms-uploads/`."),
    Note("They work for 24 hours by the sandbox's clock, and only with their query."),
    Note("PUT returns 201 for images and documents, 200 with an `ETag` for videos.", "documented"),
    Note("A token sent to an upload URL is accepted; the journal says whether there was one."),
    Note("Bytes are counted and hashed, never kept; at most 100 MiB for each upload."),
    Note("The first GET after an upload says PROCESSING, the second AVAILABLE."),
    Note("A file that begins with PROCESSING_FAILED ends in that status."),
)

#: By the name of the resource.
NOTES: Final[Mapping[str, tuple[Note, ...]]] = {
    "comments": (
        Note("Comments are returned under the activity, whatever was sent.", "observed"),
        Note("A comment is plain text; an image in it gets 403.", "documented"),
        Note("CREATE returns the comment, and its number in `X-RestLi-Id`.", "documented"),
        Note("One level of replies; a reply to a reply gets 400."),
        Note("At most 1,250 characters; documented by others than LinkedIn."),
        Note("A share, a ugcPost and an activity with the same number are one post."),
        Note("Comments that exist at the start have no names and no replies."),
        Note("Editing returns 200 with the comment."),
        Note("The `_feed` names of permissions are as good as the older ones."),
    ),
    "reactions": (
        Note("CREATE returns the reaction; the actor is in the query.", "documented"),
        Note("A second reaction of the same actor replaces the first."),
        Note("`MAYBE` cannot be created.", "documented"),
        Note("Without `sort`, the newest reactions come first."),
    ),
    "ugcPosts": (
        Note("CREATE returns the id in the body too.", "documented"),
        Note("The text is plain: nothing is cut, and `posts` shows it escaped."),
        Note("Several images are a `multiImage` of `posts`."),
        Note("All assets must belong to the author.", "observed"),
        Note("An asset that nobody registered or uploaded gets 400."),
        Note("These are the posts of `posts`, with the same check for duplicates."),
    ),
    "assets": (
        Note("`images`, `documents` and `videos` have replaced it.", "documented"),
        Note("PUT or POST sends the bytes to `uploadUrl`; the answer is 201."),
        Note("Upload URLs work like those of images: 24 hours, any token or none."),
        Note("With `fileSize`, the upload must have exactly that size."),
        Note("MULTIPART_UPLOAD alone gets 400: the sandbox takes all bytes in one request."),
        Note("A recipe with `video` or `document` in its name makes one; others make images."),
        Note("The key is the last part of the asset's URN.", "documented"),
        Note(
            "A recipe's status is WAITING_UPLOAD, then PROCESSING at the first GET after the "
            "upload, then AVAILABLE; a file that begins with PROCESSING_FAILED ends as "
            "CLIENT_ERROR.",
        ),
        Note("`status` of the whole asset is always ALLOWED."),
        Note("`posts` shows an asset of `ugcPosts` as an image or video with the same id."),
    ),
    "organizations": (
        Note("Only administrators may read the whole of an organization.", "documented"),
        Note("The finder by name needs no role and returns only public fields.", "documented"),
        Note("The eighth of every ten organizations is a brand of the first."),
        Note("Every tenth organization is empty: no followers, no posts, no logo."),
        Note("LinkedIn itself, 1337, also exists; nobody has a role there."),
        Note("An organization that does not exist gets 404, not 403."),
    ),
    "organizationAcls": (*_ACCESS,),
    "organizationalEntityAcls": (*_ACCESS,),
    "organizationAuthorizations": (
        Note(
            "`status` names a type: `com.linkedin.organization.Approved` or `…Denied`.",
            "observed",
        ),
        Note("For each action, the batch finder returns where the member is approved."),
        Note(
            "Its actions come as "
            "`(authorizationAction:(organizationRoleAuthorizationAction:(actionType:…)))`.",
            "documented",
        ),
        Note(
            "They may also lack `authorizationAction` and start with a capital letter, as in "
            "the README of LinkedIn's client for JavaScript.",
        ),
        Note(
            "The action types of roles and content are the documented ones; other kinds accept "
            "any name.",
        ),
        Note(
            "Administrators, content administrators and posters of direct sponsored content may "
            "do content actions; only administrators may do others.",
        ),
        Note("The impersonator is the member; another one gets 403."),
    ),
    "networkSizes": (
        Note(
            "`edgeType` must be spelled as in the version; the other spelling gets 400.",
            "observed",
        ),
        Note("The number is that of the last day with published gains."),
        Note("No role is needed: the number of followers is public."),
        Note("An organization that does not exist gets 404."),
    ),
    "organizationalEntityFollowerStatistics": (
        *_BUCKETS,
        Note("Facets count followers from advertisements as organic.", "documented"),
        Note("A facet has at most 100 entries, the largest first.", "documented"),
        Note(
            "Every follower has one value of each facet, so entries sum to the number of "
            "followers, unless there are more than 100.",
        ),
        Note("Gains are net and may be negative.", "documented"),
    ),
    "organizationalEntityShareStatistics": (
        *_BUCKETS,
        Note("Without `timeIntervals`, figures cover the last 12 months.", "documented"),
        Note("Posts without activity are left out.", "documented"),
        Note("`timeIntervals` together with single posts is refused with 400."),
        Note("`uniqueImpressionsCount` is summed over days and posts; LinkedIn's is not."),
        Note("`likeCount` may be negative: it is net of likes taken back.", "documented"),
        Note("An organization's figures are exactly the sum of those of its posts."),
    ),
    "organizationPageStatistics": (
        *_BUCKETS,
        Note("All-time statistics begin with the sandbox's `days`."),
        Note("A facet has up to 100 entries, whose views sum to the totals."),
        Note("Unique visitors are summed over days; LinkedIn's are not."),
        Note("Facets by place and industry have only `allPageViews`.", "documented"),
    ),
    "learningAssets": (
        Note("`expandDepth` levels have `details`; by default only the first.", "documented"),
        Note("All levels have contents, those below `expandDepth` no `details`.", "observed"),
        Note("Links to other pages drop `fields`.", "observed"),
        Note("More than 100 elements per page are refused with 400."),
        Note("Any token works; LinkedIn requires an application token for the product."),
        Note("A course changes every 200 to 500 days by the sandbox's clock."),
        Note("A retired asset gets 404 unless `includeRetired` is true."),
        Note("The criteria finder sorts by catalogue order, or by `RECENCY`."),
        Note("Titles name their language instead of being translated: `Looms (de)`."),
    ),
    "learningClassifications": (
        Note("A keyword matches anywhere in a name, in upper or lower case."),
        Note("`type=SKILL` returns skills in the same form as categories."),
    ),
    "adAccounts": (
        Note("An account can be deleted only in DRAFT status.", "documented"),
        Note("An application can create one test account.", "documented"),
        Note("The creator of an account becomes its ACCOUNT_MANAGER."),
        Note("A page token only works with the query it came from."),
        Note("`search` finds every account, even without a role in it."),
    ),
    "adCampaignGroups": (
        Note("Only entities in DRAFT status can be deleted.", "documented"),
        Note("The path without an account returns the groups of all accounts."),
        Note("GET_ALL exists so that every method can be demonstrated."),
    ),
    "adCampaigns": (
        Note("Only entities in DRAFT status can be deleted.", "documented"),
        Note("The fields that CREATE requires; LinkedIn requires more."),
        Note("`Sandbox(campaigns=…)` sets how many each account has; each is made on first use."),
        Note(
            "Of every twelve campaigns, six run without an end; two are paused after 120 days, one "
            "is completed after 90, one archived after 150 and one removed after 60, by the "
            "sandbox's clock; two are drafts."
        ),
        Note("Campaigns began in 2025, or in the first half of `Sandbox(ad_days=…)`."),
    ),
    "creatives": (
        Note("There is no `search` finder; a call of it gets 404.", "observed"),
        Note("Only creatives in DRAFT status can be deleted.", "documented"),
        Note("A page has at most 100 creatives.", "documented"),
        Note("Each campaign starts with two creatives, or as many as `Sandbox(creatives=…)` says."),
        Note(
            "Each of these refers to a post of `posts`, which `q=dscAdAccount` finds, except "
            "messages, whose content is a `urn:li:adInMailContent`, and text ads.",
        ),
        Note("A creative of a campaign for leads names one of the account's forms."),
        Note("Creatives are never reviewed: those that calls create stay PENDING."),
    ),
    "adAccountUsers": (
        Note("If there are several `accounts`, only the first counts.", "documented"),
        Note("Who is not a manager of the account sees only himself.", "documented"),
        Note("Managers are ACCOUNT_MANAGER and ACCOUNT_BILLING_ADMIN."),
    ),
    "adTargetingFacets": (
        Note("Facets whose values demographic reports have; the fields of a facet."),
    ),
    "adTargetingEntities": (
        Note("A page has everything; `count` is then 2147483647.", "observed"),
        Note("URNs without a name are left out, without an error."),
        Note("Values are those of demographic reports. Titles and regions are fictitious."),
        Note("`typeahead` finds names that begin with `query`."),
    ),
    "adAnalytics": (
        Note("Answers are never paged; `paging` repeats the request's values.", "documented"),
        Note("An answer ends after 15,000 elements, without an error.", "documented"),
        Note(
            "Without activity, or without a role in the account, the answer is empty.",
            "documented",
        ),
        Note("Without `fields`, the report has only impressions and clicks.", "documented"),
        Note("`fields` may have up to 20 metrics; more get 400.", "documented"),
        Note(
            "More than 45,000,000 metric values, requested metrics times elements, in five minutes "
            "per application and member get 429.",
            "documented",
        ),
        Note("An answer counts when it is made; one that would exceed the limit counts nothing."),
        Note(
            "A start before what is kept gets 400 `DATE_TOO_EARLY`: two years for MEMBER_ pivots, "
            "ten for all others.",
            "documented",
        ),
        Note("The path and the message of `DATE_TOO_EARLY`."),
        Note(
            "Days of more than six months ago are rounded to the edges of their months if "
            "`timeGranularity` is ALL.",
            "documented",
        ),
        Note(
            "Metrics that are zero are left out, and so are elements in which all requested "
            "metrics are zero; `AdChoices(zeros=True)` writes them. Either was seen of LinkedIn.",
            "observed",
        ),
        Note("Whole numbers may be text: with `AdChoices(texts=True)`, in every second element."),
        Note("Money is text, in hundredths; so are whole numbers of jobs and registrations."),
        Note(
            "The last 30 days change until they are settled, whole days at a time: impressions, "
            "clicks and costs of a day grow until it is over and then shrink by a hundredth in a "
            "week, leads and conversions grow for 30 days. `AdChoices(settles=False)` makes every "
            "day final at once.",
        ),
        Note(
            "Which metrics a campaign has follows from its objective and format: only videos have "
            "views, only campaigns for leads have leads."
        ),
        Note("Reach is unknown in ranges of more than 92 days.", "documented"),
        Note("Reach comes from an audience of 60,000, so parts have more than the whole."),
        Note("Both ends of `dateRange` are included; without an end, it ends today.", "documented"),
        Note("`statistics` refuses a MEMBER_ pivot with 400 `FIELD_INVALID`.", "observed"),
        Note("The path and the message of that error."),
        Note("`analytics` takes one pivot, bare or as `(value:…)`.", "documented"),
        Note("`statistics` takes one to three pivots; OBJECTIVE_TYPE is its own.", "documented"),
        Note("At least one of the facets must be given."),
        Note("Metrics with unknown names are left out, without an error."),
        Note("Elements are in the order of pivot values, then of days."),
        Note("Periods in which nothing happened have no element."),
        Note(
            "CARD_INDEX, CONVERSATION_NODE, CONVERSATION_NODE_OPTION_INDEX, EVENT_STAGE and "
            "MEMBER_COUNTY never have elements, nor have placements together with CONVERSION."
        ),
        Note("IMPRESSION_DEVICE_TYPE has no reach and no conversion metrics.", "documented"),
        Note("They are left out of elements; so are metrics that MEMBER_ pivots do not have."),
        Note("Messages and text ads, which show no post, have no elements by SHARE."),
        Note("CONVERSION gives the account's first two rules 70 and 30 percent of conversions."),
        Note("Days of MONTHLY and YEARLY elements end where the range ends."),
        Note("`sortBy` without `order` begins with the largest; it sorts before the answer ends."),
        Note("What calls write, such as a paused campaign, changes no figures."),
        Note("Entities that calls created never appear, nor do test accounts and drafts."),
        Note("Values of people with fewer than 3 events are left out.", "documented"),
        Note("A creative has at most 100 values of people.", "documented"),
        Note("Events are impressions in the period; these values are the same every day."),
        Note("Periods with fewer than 300 impressions in all have no values of people."),
        Note("Today's values of people are not known before tomorrow."),
        Note("Demographic parts are rounded down, so they sum to slightly less than the whole."),
    ),
    "conversions": (
        *_CONVERSIONS,
        Note("`paging.total` is -1.", "observed"),
        Note("CREATE returns the whole rule.", "observed"),
        Note("Rules cannot be deleted; set `enabled` to false.", "documented"),
        Note("GET and PARTIAL_UPDATE need `account`; documented by others than LinkedIn."),
        Note("Windows are 1, 7, 30 or 90 days, 365 for five types only.", "documented"),
        Note("Without windows, 30 days after a click and 7 after a view.", "documented"),
        Note("CREATE takes `autoAssociationType`; which rule fits an objective is ours."),
        Note("A rule keeps its account; only `campaignConversions` adds `campaigns`."),
        Note("Rules that calls create never count a conversion."),
    ),
    "campaignConversions": (
        *_CONVERSIONS,
        Note("UPDATE associates and returns 204.", "observed"),
        Note("Campaign and rule must belong to the same account and match the key."),
        Note("Associating again changes nothing, not even the time."),
    ),
    "leadForms": (
        Note("The member needs a role in the account and one at its page.", "documented"),
        Note("Writing needs the same scope as reading, and a higher role than VIEWER."),
        Note("Each account starts with three forms, and its page with one."),
        Note("A question's id follows from its place and the form's id.", "observed"),
        Note("A change of `content` increments `versionId`."),
        Note("A published form can only be archived; an archived one stays archived."),
        Note("A form keeps its owner. It is never reviewed, so `reviewInfo` stays the same."),
    ),
    "leadFormResponses": (
        Note("The member needs a role in the account and one at its page.", "documented"),
        Note("Leads of type SPONSORED belong to an account, never to a page.", "documented"),
        Note("LinkedIn keeps leads for 365 days; users report 90.", "documented"),
        Note(
            "Pages can be shorter than `count` and have no next link, even if more follow: only "
            "an empty page or `paging.total` shows the end.",
            "observed",
        ),
        Note("One lead in 25 is missing: `start` and `total` count it, its id gets 404."),
        Note("Leads are in order of submission; a range includes its start, not its end."),
        Note("`limitedToTestLeads=true` returns only test leads; other calls leave them out."),
        Note("`fields=form` adds the form; there is no `ownerInfo` or the like."),
        Note("Leads of guests have no `submitter`.", "documented"),
        Note("Each version of a form has its own leads.", "observed"),
        Note("These people are fictitious; all their addresses end in example.com."),
    ),
    "posts": (
        Note(
            "At the first reserved character of `commentary` that is not escaped, the rest is "
            "dropped without an error.",
            "observed",
        ),
        Note("Only fields that LinkedIn allows to be edited can be changed.", "documented"),
        Note("A list of posts has no total.", "documented"),
        Note("Deleting a post that does not exist gets 204.", "documented"),
        Note(
            "Posting the same text again gets 422, even if the first post was deleted.",
            "observed",
        ),
        Note(
            "The same text is the same author, text, content and reshared post, within 24 "
            "hours; drafts do not count.",
        ),
        Note("More than 3,000 characters of `commentary`, as sent, get 400."),
        Note("Posts with a video or a document are ugcPosts, all others shares."),
        Note("A published post never becomes a draft; a requested publication happens at once."),
        Note("Readers see published posts; with `viewContext=AUTHOR`, drafts too."),
        Note("A reshare needs a published parent that allows it; the sandbox sets `root`."),
        Note(
            "Media must belong to the author; others get 400 with LinkedIn's older message.",
            "observed",
        ),
        Note(
            "A multiImage has 2 to 20 images, a poll 2 to 4 options and one of four durations; "
            "more get 400 `FIELD_LENGTH_TOO_LONG`, fewer `INVALID_VALUE_FOR_FIELD`.",
            "documented",
        ),
        Note("Those codes; which images have which URN; a carousel has 2 to 10 cards."),
        Note("Media that were never uploaded get 400 `INVALID_URN_ID`."),
        Note("URNs of the wrong type get 400 `INVALID_URN_TYPE`.", "documented"),
        Note(
            "At most 140 characters of a poll's question, 30 of an option, 400 of an article's "
            "title, 4,086 of `altText`; documented by others than LinkedIn.",
        ),
        Note("An empty text in a poll gets 400 `INVALID_VALUE_BLANK_FIELD`."),
        Note("Only the name of a celebration is known: its fields are kept as sent."),
        Note("Posts of organizations are the posts that the statistics count."),
        Note("Another member as author gets 403."),
        Note(
            "`adContext` needs `dscAdAccount`, else `MISSING_REQUIRED_FIELD_FOR_DSC`.",
            "observed",
        ),
        Note(
            "The finder by `dscAdAccount` needs a role in the account, and one of r_ads, rw_ads "
            "and r_organization_social; newest first.",
        ),
        Note(
            "Each creative that exists at the start shows a post of its account's organization: "
            "a VIDEO if its campaign is for video views. The finder by author leaves these out, "
            "but returns posts with `adContext` that calls create.",
        ),
        Note(
            "`dscAdType` follows from the content: VIDEO, NATIVE_DOCUMENT, CAROUSEL, or STANDARD.",
        ),
    ),
    "images": (*_UPLOADS,),
    "documents": (*_UPLOADS,),
    "videos": (
        *_UPLOADS,
        Note("Every part but the last has 4 MiB; another size gets 400.", "documented"),
        Note("finalizeUpload names the ETags of all parts in order, with or without quotes."),
        Note("Captions and thumbnail need not be uploaded before the video is finalized."),
        Note(
            "`associatedAccount` comes with `mediaLibraryMetadata` when the upload is initialized.",
        ),
    ),
    "socialMetadata": (
        Note("The fields are those that known programs read.", "observed"),
        Note("Counts are today's, without the delay of the statistics."),
        Note("The distribution of reactions over their types."),
    ),
}
