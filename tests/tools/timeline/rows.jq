# A trace, as rows of tab-separated fields: start and end in microseconds
# from the first event, depth, kind, name, outcome. A lane comes before its
# children. The calls of loops come first, so that those of one loop are
# together; the work that they start is left out.
#
# $slices names the slices to show as well: "" none, "all" for all that the
# loop ran, or names of functions, with a space between. $names has the name of
# the function at each address. The library's own work, and the loop's sleep,
# are never shown. $only, if it is not "", is the one kind of lane to show.

def lanes:
  (map(select(.ph == "e") | {key: (.id | tostring), value: .}) | from_entries)
    as $ends
  | map(select(.ph == "b" and ($only == "" or .args.kind == $only))
    | $ends[.id | tostring] as $last
    | {id, ts, name, kind: .args.kind, parent: .args.parent,
       stop: $last.ts, outcome: ($last.args.outcome // "still open")});

def title:
  if $slices != "all" then $names[.args.fn // ""] // "?"
  elif .name == "coroutine" then .name
  elif .args.deferred > 0 then "\(.name), Deferred \(.args.deferred)"
  else .name end;

def is_told:
  if $slices != "all" then
    .name == "function" and (title | IN($slices | split(" ")[]))
  else .name | IN("housekeeping", "asleep") | not end;

def slices:
  reduce .[] as $e ({open: [], done: []};
    if $e.ph == "B" then
      .open += [{ts: $e.ts, parent: ($e.args.lane // 0), kind: "slice",
        name: ($e | title), told: ($e | is_told),
        level: (.open | map(select(.told)) | length), outcome: ""}]
    elif $e.ph == "E" then
      .done += [.open[-1] + {stop: $e.ts}] | .open |= .[:-1]
    else . end)
  | .done | map(select(.told));

def tree($rows; $parent; $depth):
  $rows | map(select(.parent == $parent))
  | sort_by(.kind != "call", (select(.kind == "call").name // ""), .ts)[]
  | ., (if .id and .kind != "call"
      then tree($rows; .id; $depth + 1) else empty end)
  | .depth //= $depth + (.level // 0);

[.[] | select(.ts)] as $events
| ($events | map(.ts) | max) as $last
| ($events | lanes + (if $slices != "" then slices else [] end)) as $rows
| ($rows | map(.ts) | min) as $first
| [tree($rows; 0; 0)][]
| [(.ts - $first), ((.stop // $last) - $first), .depth, .kind,
   (.name | sub("http://[^/]*"; "")), .outcome]
| @tsv
