namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>What <c>report.html</c> tells. Sections without content are left out.</summary>
public sealed record ReportContent
{
    /// <summary>The heading: usually the model's name.</summary>
    public required string Title { get; init; }

    /// <summary>Facts for the head of the page: model, weights, seed, date, version.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>How good the model is.</summary>
    public EvaluationReport? Evaluation { get; init; }

    /// <summary>What it was evaluated on, as half a sentence: <c>80 clips held out by recording</c>.</summary>
    public string? EvaluatedOn { get; init; }

    /// <summary>PNG pictures of mistakes (<see cref="Spectrogram"/>); a mistake without one is listed without.</summary>
    public IReadOnlyDictionary<Mistake, byte[]> Spectrograms { get; init; } = new Dictionary<Mistake, byte[]>();

    /// <summary>Every epoch of training.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>The epoch whose weights the model has, from 1.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>What the data was.</summary>
    public IReadOnlyList<ReportClass> Dataset { get; init; } = [];

    /// <summary>What the user should know about the data or the training; those of the evaluation are shown as well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Clips that could not be used, and why.</summary>
    public IReadOnlyList<ReportFact> LeftOut { get; init; } = [];

    /// <summary>The options used.</summary>
    public IReadOnlyList<ReportFact> Options { get; init; } = [];
}
