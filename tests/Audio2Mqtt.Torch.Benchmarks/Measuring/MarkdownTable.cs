namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>A table as Markdown has it: the first column to the left, all others to the right.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] row) => rows.Add(row);

    public void Print()
    {
        Print(header);
        Print([.. header.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
            Print(row);
        Console.WriteLine();
    }

    private static void Print(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
