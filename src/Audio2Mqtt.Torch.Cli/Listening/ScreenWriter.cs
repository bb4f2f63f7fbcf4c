using System.Text;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>A writer whose lines go to a live screen, above the picture. Thread-safe.</summary>
internal sealed class ScreenWriter(LiveScreen screen) : TextWriter
{
    private readonly StringBuilder line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (line)
        {
            if (value == '\r') return;
            if (value != '\n')
            {
                line.Append(value);
                return;
            }

            screen.Print(line.ToString());
            line.Clear();
        }
    }

    public override void Write(string? value)
    {
        lock (line)
            foreach (var letter in value ?? "") Write(letter);
    }

    public override void WriteLine(string? value) => Write($"{value}\n");
}
