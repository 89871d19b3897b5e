// Pictures for figures, as inline SVG: they take the width they are given, their words keep their size.
//
// Whatever is drawn is also in a table, so a picture needs no fine scale. Each part of it leads to its tickets, and
// says what it shows on being pointed at. Coordinates are whole numbers and hundredths of a percent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hotline/measure/measure.hpp"
#include "report/html.hpp"

namespace hotline {

struct ChartPart {
  std::int64_t count = 0;
  std::string paint;  // a class of the page's style: "on", "late", "over", "open", "off"
  std::string link = {};
  Title tells = {};
};

struct BarRow {
  Title name;
  Title figure;  // at the bar's end
  std::vector<ChartPart> parts;
};

// A bar for each row, all on one scale; its parts one after another.
void bars_into(Html& html, const std::vector<BarRow>& rows, const Title& tells);

struct ChartColumn {
  ChartPart part;
  Title name;  // beneath; empty: none
};

void columns_into(Html& html, const std::vector<ChartColumn>& columns, const Title& tells);

struct ChartPoint {
  std::optional<Fraction> rate;  // none: no data
  std::string link;
  Title tells;
};

struct ChartLine {
  std::string paint;
  std::vector<ChartPoint> points;
};

struct LineChart {
  std::vector<ChartLine> lines;
  Fraction bottom;  // what the lowest and highest line of the picture stand for
  Fraction top;
  std::optional<Fraction> goal;
  Title bottom_name;
  Title top_name;
  Title first_name;  // of the points
  Title last_name;
};

void lines_into(Html& html, const LineChart& chart, const Title& tells);

struct HeatCell {
  std::int64_t count = 0;
  std::string link;
  Title tells;
};

// A strip for each row; a darker cell has more.
void heat_into(Html& html, const std::vector<Title>& rows, const std::vector<Title>& columns,
               const std::vector<std::vector<HeatCell>>& cells, const Title& tells);

struct ChartPaint {
  std::string paint;
  Title name;
};

void legend_into(Html& html, const std::vector<ChartPaint>& paints);

}  // namespace hotline
