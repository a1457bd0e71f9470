# A trace, as rows of tab-separated fields: start and end in microseconds
# from the first event, depth, kind, name, outcome. A lane comes before its
# children. With $slices, what the reactor ran is told as well.

def lanes:
  (map(select(.ph == "e") | {key: (.id | tostring), value: .}) | from_entries)
    as $ends
  | map(select(.ph == "b")
    | $ends[.id | tostring] as $end
    | {id, ts, name, kind: .args.kind, parent: .args.parent,
       end: $end.ts, outcome: ($end.args.outcome // "still open")});

def slices:
  reduce .[] as $e ({open: [], done: []};
    if $e.ph == "B" then
      .open += [{ts: $e.ts, parent: $e.args.lane, kind: "slice",
        name: ($e.name + (if $e.args.deferred > 0
          then " of Deferred \($e.args.deferred)" else "" end)),
        level: (.open | length), outcome: ""}]
    elif $e.ph == "E" then
      .done += [.open[-1] + {end: $e.ts}] | .open |= .[:-1]
    else . end)
  | .done;

def tree($rows; $parent; $depth):
  $rows | map(select(.parent == $parent)) | sort_by(.ts)[]
  | ., (if .id then tree($rows; .id; $depth + 1) else empty end)
  | .depth //= $depth + (.level // 0);

[.[] | select(.ts)] as $events
| ($events | map(.ts) | max) as $last
| ($events | lanes + (if $slices then slices else [] end)) as $rows
| ($rows | map(.ts) | min) as $first
| [tree($rows; 0; 0)][]
| [(.ts - $first), ((.end // $last) - $first), .depth, .kind,
   (.name | sub("http://[^/]*"; "")), .outcome]
| @tsv
