/*
 * The tree of a router, for router.c, which makes it, and router_match.c,
 * which walks it.
 *
 * Each node is a segment of one pattern or of several: a plain text, or a
 * variable. Its parent is the segment before. A node has its variable
 * children in a list, the most exact first; its plain children, of which
 * there may be many, are in the router's hash table.
 */
#ifndef ROUTER_INSIDE_H
#define ROUTER_INSIDE_H

#include "converter.h"
#include "route.h"

#include <stddef.h>

typedef struct Node Node;

struct Node {
    const Node *parent;
    const char *text;    /* plain: the segment; a route owns it */
    Converter converter; /* variable: which segments it accepts */
    Node *next;          /* plain: in its bucket; variable: sibling */
    Node *variables;     /* variable children, the most exact first */
    Route *routes;       /* those that end here, for several methods */
};

struct Router {
    Node root;
    Node **buckets;      /* all plain nodes, by parent and text */
    size_t bucket_count; /* a power of two */
    size_t plain_count;
};

/* Returns the plain child with this text, or NULL. */
Node *router_child(const Router *router, const Node *parent, const char *text);

#endif
