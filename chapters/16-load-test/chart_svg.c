/* A chart comes in, and goes out as one SVG with its own style for light and
   dark. It has ticks and labels on both sides, and the lines differ in their
   dashes, not only in color. */
#include "chart_scale.h"

/* 360 units wide, so that a phone shows its letters large enough. */
enum { LEFT = 64, RIGHT = 352, TOP = 56, BOTTOM = 236, HEIGHT = 264 };

static const char style[] =
    "<style>\n"
    "text { font: 13px sans-serif; fill: #1b1f24 }\n"
    ".right { text-anchor: end } .middle { text-anchor: middle }\n"
    ".paper { fill: #ffffff } .rule { stroke: #d0d7de }\n"
    ".line { fill: none; stroke-width: 3 }\n"
    ".line0 { stroke: #0550ae; stroke-dasharray: 7 4 }\n"
    ".line1 { stroke: #bc4c00 }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "text { fill: #e6edf3 } .paper { fill: #0d1117 }\n"
    ".rule { stroke: #30363d }\n"
    ".line0 { stroke: #79c0ff } .line1 { stroke: #ffa657 }\n"
    "}\n"
    "</style>\n";

static double y_of(double height)
{
    return BOTTOM - height * (BOTTOM - TOP);
}

/* The points are spread evenly, with half a step at each side. */
static double x_of(const Chart *chart, int point)
{
    return LEFT + (RIGHT - LEFT) * (point + 0.5) / chart->points;
}

static void write_head(FILE *out, const Chart *chart)
{
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "viewBox=\"0 0 360 %d\" width=\"720\" role=\"img\" "
            "aria-label=\"%s\">\n%s"
            "<rect class=\"paper\" width=\"360\" height=\"%d\"/>\n"
            "<text x=\"8\" y=\"20\">%s</text>\n",
            HEIGHT, chart->title, style, HEIGHT, chart->title);
}

/* A piece of each line, and its name. The lines have room for these above
   them, as no value is higher than the scale. */
static void write_legend(FILE *out, const Chart *chart)
{
    for (int i = 0; i < chart->lines; i++)
        fprintf(out,
                "<path class=\"line line%d\" d=\"M%d 38h32\"/>\n"
                "<text x=\"%d\" y=\"42\">%s</text>\n",
                i, LEFT + 130 * i, LEFT + 40 + 130 * i, chart->names[i]);
}

/* The scale on the left, with a rule for each power of ten; the labels of the
   points below. */
static void write_ticks(FILE *out, const Chart *chart)
{
    for (int power = CHART_LEAST; power <= CHART_MOST; power++) {
        double y =
            y_of((double)(power - CHART_LEAST) / (CHART_MOST - CHART_LEAST));

        fprintf(out,
                "<path class=\"rule\" d=\"M%d %.1fH%d\"/>\n"
                "<text class=\"right\" x=\"%d\" y=\"%.1f\">%s</text>\n",
                LEFT, y, RIGHT, LEFT - 6, y + 4, chart_tick(power));
    }
    /* Of many points we name every other one, or every third: a label is about
       as wide as a seventh of the chart. */
    for (int i = 0; i < chart->points; i += 1 + chart->points / 7)
        fprintf(out, "<text class=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                x_of(chart, i), BOTTOM + 20, chart->labels[i]);
}

static void write_line(FILE *out, const Chart *chart, int line)
{
    fprintf(out, "<path class=\"line line%d\" d=\"", line);
    for (int i = 0; i < chart->points; i++)
        fprintf(out, "%c%.1f %.1f", i == 0 ? 'M' : 'L', x_of(chart, i),
                y_of(chart_height(chart->seconds[line][i])));
    fputs("\"/>\n", out);
}

void chart_svg(FILE *out, const Chart *chart)
{
    write_head(out, chart);
    write_legend(out, chart);
    write_ticks(out, chart);
    for (int i = 0; i < chart->lines; i++)
        write_line(out, chart, i);
    fputs("</svg>\n", out);
}
