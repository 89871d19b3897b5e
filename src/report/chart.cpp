#include "report/chart.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/svg.hpp"

namespace hotline {
namespace {

constexpr std::int64_t bar_row = 40;
constexpr std::int64_t bar_thickness = 14;
constexpr std::int64_t plot_top = 8;
constexpr std::int64_t plot_height = 92;
constexpr std::int64_t plot_bottom = plot_top + plot_height;
constexpr std::int64_t heat_row = 22;

void rect(Html& html, const std::string& x, std::int64_t y, const std::string& width, std::int64_t height,
          const std::string& paint) {
  html.single(
      "rect",
      {{"x", x}, {"y", std::to_string(y)}, {"width", width}, {"height", std::to_string(height)}, {"class", paint}});
}

void text_at(Html& html, const std::string& x, std::int64_t y, const std::string& set, const Title& text) {
  svg_text(html, {{"x", x}, {"y", std::to_string(y)}, {"class", set}}, text);
}

std::int64_t whole_of(const BarRow& row) {
  std::int64_t whole = 0;
  for (const ChartPart& part : row.parts) whole += part.count;
  return whole;
}

// Where a value stands between bottom and top, in whole pixels from above; what lies outside stands at the edge.
std::int64_t height_of(const Fraction& value, const LineChart& chart) {
  // All over one denominator: counts here are far from overflowing it.
  const std::int64_t scale = 100'000;
  const auto scaled = [&](const Fraction& at) { return at.of == 0 ? 0 : at.hits * scale / at.of; };
  const std::int64_t bottom = scaled(chart.bottom);
  const std::int64_t span = std::max<std::int64_t>(scaled(chart.top) - bottom, 1);
  const std::int64_t above = std::clamp<std::int64_t>(scaled(value) - bottom, 0, span);
  return plot_bottom - above * plot_height / span;
}

// The points' room is right of the scale's words, in ten-thousandths of the width.
constexpr std::int64_t scale_width = 1'100;
std::int64_t x_of(std::int64_t point, std::int64_t points) {
  return scale_width + (2 * point + 1) * (10'000 - scale_width) / (2 * points);
}

// Neighbours are joined; where there is no data the line is broken.
void polylines(Html& html, const LineChart& chart, const ChartLine& line) {
  const auto size = static_cast<std::int64_t>(line.points.size());
  std::string points;
  const auto flush = [&] {
    if (!points.empty()) html.single("polyline", {{"points", points}, {"class", "line " + line.paint}});
    points.clear();
  };
  for (std::int64_t i = 0; i < size; ++i) {
    const auto& rate = line.points[static_cast<std::size_t>(i)].rate;
    if (!rate) {
      flush();
      continue;
    }
    points += fmt::format("{}{},{}", points.empty() ? "" : " ", x_of(i, size), height_of(*rate, chart));
  }
  flush();
}

void points_into(Html& html, const LineChart& chart, const ChartLine& line) {
  const auto size = static_cast<std::int64_t>(line.points.size());
  for (std::int64_t i = 0; i < size; ++i) {
    const ChartPoint& point = line.points[static_cast<std::size_t>(i)];
    if (!point.rate) continue;
    open_part(html, point.link, point.tells);
    const std::string x = share_of_width(x_of(i, size), 10'000);
    const std::string y = std::to_string(height_of(*point.rate, chart));
    html.single("circle", {{"cx", x}, {"cy", y}, {"r", "8"}, {"class", "touch"}});
    html.single("circle", {{"cx", x}, {"cy", y}, {"r", "2.5"}, {"class", line.paint}});
    close_part(html);
  }
}

void rule(Html& html, std::int64_t y, const std::string& paint, std::int64_t from = scale_width) {
  html.single("line", {{"x1", share_of_width(from, 10'000)},
                       {"x2", "100%"},
                       {"y1", std::to_string(y)},
                       {"y2", std::to_string(y)},
                       {"class", paint}});
}

}  // namespace

void bars_into(Html& html, const std::vector<BarRow>& rows, const Title& tells) {
  std::int64_t most = 1;
  for (const BarRow& row : rows) most = std::max(most, whole_of(row));
  open_svg(html, static_cast<std::int64_t>(rows.size()) * bar_row + 4, tells);
  std::int64_t y = 0;
  for (const BarRow& row : rows) {
    text_at(html, "0", y + 14, "", row.name);
    text_at(html, "100%", y + 14, "end soft", row.figure);
    std::int64_t before = 0;
    for (const ChartPart& part : row.parts) {
      if (part.count == 0) continue;
      open_part(html, part.link, part.tells);
      // One ticket among many still shows.
      rect(html, share_of_width(before, most), y + 20, share_of_width(std::max(part.count, most / 300), most),
           bar_thickness, part.paint);
      close_part(html);
      before += part.count;
    }
    y += bar_row;
  }
  html.close();
}

void columns_into(Html& html, const std::vector<ChartColumn>& columns, const Title& tells) {
  std::int64_t most = 1;
  for (const ChartColumn& column : columns) most = std::max(most, column.part.count);
  const auto size = static_cast<std::int64_t>(columns.size());
  open_svg(html, plot_bottom + 22, tells);
  rule(html, plot_bottom, "axis", 0);
  for (std::int64_t i = 0; i < size; ++i) {
    const ChartColumn& column = columns[static_cast<std::size_t>(i)];
    // One ticket still shows.
    const std::int64_t height =
        column.part.count == 0 ? 0 : std::max<std::int64_t>(2, column.part.count * plot_height / most);
    open_part(html, column.part.link, column.part.tells);
    rect(html, share_of_width(10 * i + 1, 10 * size), plot_bottom - height, share_of_width(8, 10 * size), height,
         column.part.paint);
    close_part(html);
    if (!in_english(column.name).empty())
      text_at(html, i + 1 == size ? "100%" : share_of_width(2 * i + 1, 2 * size), plot_bottom + 16,
              i + 1 == size ? "end soft" : "middle soft", column.name);
  }
  html.close();
}

void lines_into(Html& html, const LineChart& chart, const Title& tells) {
  open_svg(html, plot_bottom + 22, tells);
  rule(html, plot_top, "grid");
  rule(html, plot_bottom, "axis");
  if (chart.goal) rule(html, height_of(*chart.goal, chart), "goal");
  html.open("svg", {{"viewBox", fmt::format("0 0 10000 {}", plot_bottom)},
                    {"preserveAspectRatio", "none"},
                    {"width", "100%"},
                    {"height", std::to_string(plot_bottom)}});
  for (const ChartLine& line : chart.lines) polylines(html, chart, line);
  html.close();
  for (const ChartLine& line : chart.lines) points_into(html, chart, line);
  text_at(html, "0", plot_top + 4, "scale", chart.top_name);
  text_at(html, "0", plot_bottom, "scale", chart.bottom_name);
  text_at(html, share_of_width(scale_width, 10'000), plot_bottom + 16, "soft", chart.first_name);
  text_at(html, "100%", plot_bottom + 16, "end soft", chart.last_name);
  html.close();
}

void heat_into(Html& html, const std::vector<Title>& rows, const std::vector<Title>& columns,
               const std::vector<std::vector<HeatCell>>& cells, const Title& tells) {
  std::int64_t most = 1;
  for (const auto& row : cells)
    for (const HeatCell& cell : row) most = std::max(most, cell.count);
  // Two columns' room for the names of the rows.
  const auto size = static_cast<std::int64_t>(columns.size()) + 2;
  open_svg(html, static_cast<std::int64_t>(rows.size()) * heat_row + 20, tells);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t y = static_cast<std::int64_t>(i) * heat_row;
    text_at(html, "0", y + 15, "soft", rows[i]);
    for (std::size_t j = 0; j < cells[i].size(); ++j) {
      const HeatCell& cell = cells[i][j];
      const std::int64_t shade = cell.count == 0 ? 0 : 1 + (cell.count - 1) * 8 / most;  // of eight
      open_part(html, cell.link, cell.tells);
      rect(html, share_of_width(static_cast<std::int64_t>(j) + 2, size), y + 1, share_of_width(1, size), heat_row - 2,
           fmt::format("heat{}", shade));
      close_part(html);
    }
  }
  const std::int64_t below = static_cast<std::int64_t>(rows.size()) * heat_row + 14;
  for (std::size_t j = 0; j < columns.size(); j += 6)
    text_at(html, share_of_width(static_cast<std::int64_t>(j) + 2, size), below, "soft", columns[j]);
  html.close();
}

void legend_into(Html& html, const std::vector<ChartPaint>& paints) {
  html.open("p", {{"class", "legend"}});
  for (const ChartPaint& paint : paints) {
    html.open("span").open("svg", {{"width", "12"}, {"height", "12"}, {"aria-hidden", "true"}});
    rect(html, "0", 0, "12", 12, paint.paint);
    html.close().text(" ").text(paint.name).close().raw(" ");
  }
  html.close();
}

}  // namespace hotline
