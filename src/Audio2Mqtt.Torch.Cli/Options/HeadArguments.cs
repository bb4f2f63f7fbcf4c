using System.CommandLine;
using System.Globalization;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The options of a head and its training.</summary>
internal sealed class HeadArguments
{
    private readonly Option<string?> hidden = new("--hidden") { Description = "Units of the hidden layers: 256,256,128 or none [default: 512]", HelpName = "N,N,…" };
    private readonly Option<double?> dropout = Numbers.Share("--dropout", "Share of a hidden layer that training drops", belowOne: true);
    private readonly Option<int?> epochs = Numbers.Whole("--epochs", 1, 100_000, "Times over all clips [default: 50]");
    private readonly Option<int?> batchSize = Numbers.Whole("--batch-size", 1, 65_536, "Samples a step [default: 32]");
    private readonly Option<double?> rate = Numbers.Real("--lr", 1e-9, 1, "Learning rate at the beginning [default: 0.001]", "RATE");
    private readonly Option<string> optimizer = Choice.OneOf("--optimizer", "adamw or adam [default: adamw]", "adamw", "adam");
    private readonly Option<string> schedule = Choice.OneOf("--schedule", "How the rate falls: cosine, plateau, constant [default: cosine]", "cosine", "plateau", "constant");
    private readonly Option<double?> decay = Numbers.Real("--weight-decay", 0, 10, "Decay of weights", "N");
    private readonly Option<double?> smoothing = Numbers.Share("--label-smoothing", "Share of a label that goes to all classes", belowOne: true);
    private readonly Option<double?> mixup = Numbers.Real("--mixup", 0, 10, "Alpha of mixup on embeddings; 0 mixes nothing", "ALPHA");
    private readonly Option<double?> balance = Numbers.Share("--balance", "How far rare classes count more: 0 not, 1 as much as frequent ones [default: 1]");
    private readonly Option<int?> patience = Numbers.Whole("--patience", 1, 100_000, "End after so many epochs without a better one");

    public void AddTo(Command command)
    {
        hidden.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Layers(text) is null)
                result.AddError($"--hidden: '{text}' is not none, nor up to 16 whole numbers from 1 to 65536 with commas between.");
        });
        foreach (Option option in (Option[])[epochs, batchSize, rate, hidden, dropout, optimizer, schedule, decay, smoothing, mixup, balance, patience])
            command.Add(option);
    }

    public TrainerOptions Read(ParseResult parsed)
    {
        var defaults = new TrainerOptions();
        return defaults with
        {
            Head = new()
            {
                Hidden = parsed.GetValue(hidden) is { } layers ? Layers(layers)! : defaults.Head.Hidden,
                Dropout = parsed.GetValue(dropout) ?? defaults.Head.Dropout,
            },
            Epochs = parsed.GetValue(epochs) ?? defaults.Epochs,
            BatchSize = parsed.GetValue(batchSize) ?? defaults.BatchSize,
            LearningRate = parsed.GetValue(rate) ?? defaults.LearningRate,
            Optimizer = parsed.GetValue(optimizer) is { } kind ? Enum.Parse<OptimizerKind>(kind, ignoreCase: true) : defaults.Optimizer,
            Schedule = parsed.GetValue(schedule) is { } form ? Enum.Parse<ScheduleKind>(form, ignoreCase: true) : defaults.Schedule,
            WeightDecay = parsed.GetValue(decay) ?? defaults.WeightDecay,
            LabelSmoothing = parsed.GetValue(smoothing) ?? defaults.LabelSmoothing,
            Mixup = parsed.GetValue(mixup) ?? defaults.Mixup,
            Balance = parsed.GetValue(balance) ?? defaults.Balance,
            Patience = parsed.GetValue(patience) ?? defaults.Patience,
        };
    }

    private static int[]? Layers(string text)
    {
        if (text == "none") return [];
        var units = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 65_536 ? count : 0).ToArray();
        return units.Length > 16 || units.Contains(0) ? null : units;
    }
}
