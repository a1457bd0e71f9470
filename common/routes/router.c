/*
 * Builds the tree: app.c adds its routes here when the program starts, and
 * router_match.c looks paths up in it. Each route is a way down from the
 * root, one node for each segment, and hangs on the node that it ends at.
 */
#include "router_inside.h"

#include "die.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a. Only patterns are in the table, so a client cannot fill a bucket. */
static size_t hash_of(const Node *parent, const char *text)
{
    const uint64_t prime = 1099511628211;
    uint64_t hash = (uintptr_t)parent * prime;

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * prime;
    return hash ^ hash >> 32;
}

static Node **bucket_of(const Router *router, const Node *parent,
                        const char *text)
{
    return &router
                ->buckets[hash_of(parent, text) & (router->bucket_count - 1)];
}

/* A bucket has nodes of several parents and texts: compare both. */
Node *router_child(const Router *router, const Node *parent, const char *text)
{
    Node *node = *bucket_of(router, parent, text);

    while (node && (node->parent != parent || strcmp(node->text, text) != 0))
        node = node->next;
    return node;
}

/* Moves all plain nodes into twice as many buckets. */
static void grow_table(Router *router)
{
    Node **old = router->buckets;
    size_t old_count = router->bucket_count;

    router->bucket_count *= 2;
    router->buckets = xcalloc(router->bucket_count, sizeof *router->buckets);
    for (size_t i = 0; i < old_count; i++)
        while (old[i]) {
            Node *node = old[i], **bucket;

            old[i] = node->next;
            bucket = bucket_of(router, node->parent, node->text);
            node->next = *bucket;
            *bucket = node;
        }
    free(old);
}

/* Routes that begin alike share their first nodes. */
static Node *add_plain(Router *router, Node *parent, const char *text)
{
    Node *node = router_child(router, parent, text), **bucket;

    if (node)
        return node;
    if (router->plain_count++ == router->bucket_count)
        grow_table(router);
    bucket = bucket_of(router, parent, text);
    node = xcalloc(1, sizeof *node);
    node->parent = parent;
    node->text = text;
    node->next = *bucket;
    return *bucket = node;
}

/* Keeps the children in their order, and those that are as exact as each
   other in the order in which they came. */
static Node *add_variable(Node *parent, const Converter *converter)
{
    Node **place = &parent->variables, *node;

    while (*place && converter_compare(&(*place)->converter, converter) <= 0) {
        if (converter_same(&(*place)->converter, converter))
            return *place;
        place = &(*place)->next;
    }
    node = xcalloc(1, sizeof *node);
    node->parent = parent;
    node->converter = *converter;
    node->next = *place;
    return *place = node;
}

void router_add(Router *router, const char *pattern, void *target)
{
    Route *route = route_new(pattern, target), **place;
    Node *node = &router->root;
    Converter converter;
    const char *text;

    /* Go down the tree, and grow it where the path leaves it. */
    while (route_next(route, &text, &converter))
        node = text ? add_plain(router, node, text)
                    : add_variable(node, &converter);
    /* Several routes may end here, if their methods differ. */
    for (place = &node->routes; *place; place = &(*place)->next)
        if (route_conflicts(*place, route))
            die("the routes \"%s\" and \"%s\" answer the same paths and "
                "method",
                (*place)->pattern, pattern);
    *place = route;
}

Router *router_new(void)
{
    Router *router = xcalloc(1, sizeof *router);

    router->bucket_count = 8; /* always a power of 2, for bucket_of() */
    router->buckets = xcalloc(router->bucket_count, sizeof *router->buckets);
    return router;
}

/* Frees the routes of a node, and its variable children with all of theirs.
   Plain children are freed through the table. */
static void clear_node(Node *node)
{
    while (node->routes) {
        Route *route = node->routes;

        node->routes = route->next;
        route_free(route);
    }
    while (node->variables) {
        Node *child = node->variables;

        node->variables = child->next;
        clear_node(child);
        free(child);
    }
}

void router_free(Router *router)
{
    for (size_t i = 0; i < router->bucket_count; i++)
        while (router->buckets[i]) {
            Node *node = router->buckets[i];

            router->buckets[i] = node->next;
            clear_node(node);
            free(node);
        }
    clear_node(&router->root);
    free(router->buckets);
    free(router);
}
