using System.CommandLine;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--denoise</c>, <c>--trim</c> and <c>--top-db</c> of what hears recordings by a model, or makes one.</summary>
internal sealed class PreparationArguments
{
    private readonly Option<bool?> denoise;
    private readonly Option<bool?> trim;
    private readonly Option<double?> topDb = Numbers.Real("--top-db", 1, 120, "With --trim: silence is this far below the loudest [default: 20]", "DB");

    /// <summary>The options of a command.</summary>
    /// <param name="isTraining">Whether a model is made, rather than used, which knows what it was trained with.</param>
    public PreparationArguments(bool isTraining)
    {
        denoise = Switch("--denoise", isTraining
            ? "Take steady noise off, here and wherever the model is used (docs/training.md says when it helps)"
            : "Take steady noise off [default: as the model was trained, else false]");
        trim = Switch("--trim", isTraining
            ? "Leave out silence at both ends, here and wherever the model is used"
            : "Leave out silence at both ends [default: as the model was trained, else false]");
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[denoise, trim, topDb]) command.Add(option);
    }

    /// <summary>What is done to recordings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">What the model was trained with; null for nothing.</param>
    /// <returns>Null for nothing; where a model's is overruled by nothing, a preparation of nothing.</returns>
    /// <exception cref="UsageException">A level for silence that stays.</exception>
    public SoundPreparation? Read(ParseResult parsed, SoundPreparation? model = null)
    {
        var level = parsed.GetValue(topDb);
        var wanted = (model ?? new()).Overruled(parsed.GetValue(denoise), parsed.GetValue(trim), level);
        if (level is not null && wanted.TrimTopDb is null) throw new UsageException("--top-db is for --trim");
        return wanted.IsNone && model is null ? null : wanted;
    }

    /// <summary>What to tell of recordings that a model hears otherwise than those it was trained on; null where there is nothing to tell.</summary>
    public static string? Warning(string model, ModelDescription description, SoundPreparation? wanted)
    {
        var (known, heard) = (description.Preparation ?? new(), wanted ?? new());
        return known == heard ? null : $"warning: the model '{model}' was trained on recordings {known}; here they are {heard}, and it may hear worse";
    }

    // "--denoise" is "--denoise true"; what follows it otherwise is not its value.
    private static Option<bool?> Switch(string name, string description) =>
        new(name) { Description = description, HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
}
