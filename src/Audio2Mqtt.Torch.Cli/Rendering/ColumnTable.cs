using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Rows under headers: a table on a terminal, aligned text with a comment line above in a pipe.</summary>
/// <param name="Headers">The columns; numbers are right-aligned where their header ends with <see cref="Number"/>.</param>
internal sealed record ColumnTable(params string[] Headers)
{
    /// <summary>Ends the header of a column of numbers; not shown.</summary>
    public const char Number = '#';

    private readonly List<string[]> rows = [];

    /// <summary>Adds a row; a cell for each header.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(Terminal terminal)
    {
        if (terminal.IsOutputTerminal) terminal.OutConsole.Write(Drawn());
        else WriteLines(terminal.Out);
    }

    private static bool IsNumber(string header) => header.EndsWith(Number);

    private Table Drawn()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var header in Headers)
        {
            var column = new TableColumn(new Text(header.TrimEnd(Number)));
            table.AddColumn(IsNumber(header) ? column.RightAligned() : column);
        }

        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private void WriteLines(TextWriter output)
    {
        string[] titles = [.. Headers.Select(header => header.TrimEnd(Number))];
        int[] widths = [.. titles.Select((title, i) => rows.Select(row => row[i].Length).Append(title.Length).Max())];
        output.WriteLine($"# {Line(titles, widths)}".TrimEnd());
        foreach (var row in rows) output.WriteLine($"  {Line(row, widths)}".TrimEnd());
    }

    private string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => IsNumber(Headers[i]) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
}
