using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Cli;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary>
/// A folder with a small data set in <c>training</c>, where the program is started and has its cache; no weights are at hand unless a test says so.
/// </summary>
internal sealed class TrainScene : IDisposable
{
    /// <summary>Names as users choose them.</summary>
    public static readonly string[] Classes = ["Türe auf.v2", "background", "beep"];

    private readonly Scratch scratch = new();

    public TrainScene(int clips = 6)
    {
        for (var k = 0; k < clips; k++)
        {
            Sounds.Tone(At($"training/Türe auf.v2/Tür {k}x. laut.wav"), 150 + (10 * k));
            Sounds.Noise(At($"training/background/{k}x.wav"), seed: k + 1);
            Sounds.Tone(At($"training/beep/{k}x.wav"), 2000 + (50 * k));
        }
    }

    public string Folder => scratch.Folder;

    public string At(string name) => scratch.At(name);

    /// <summary>The model's tensors as they lie on the disk.</summary>
    public byte[] Tensors(string model) => File.ReadAllBytes(At($"{model}/model.safetensors"));

    /// <summary>Runs the program without weights.</summary>
    public Task<ProgramResult> Run(params string[] arguments) => End(Start(arguments));

    /// <summary>Trains on spectra.</summary>
    public Task<ProgramResult> Train(params string[] arguments) => Run(["train", "training", .. arguments, "--embedding", "spectrum"]);

    /// <summary>Trains on spectra and reads what <c>--json</c> writes.</summary>
    public async Task<JsonElement> TrainJson(params string[] arguments)
    {
        var result = await Train([.. arguments, "--json"]);
        Xunit.Assert.True(result.ExitCode == 0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Runs the program with genuine weights.</summary>
    public async Task<ProgramResult> RunWithWeights(params string[] arguments) => await End(Start(await InstalledWeights.Folder, arguments));

    public ProgramRun Start(params string[] arguments) => Start(At("no-weights"), arguments);

    public void Dispose() => scratch.Dispose();

    private ProgramRun Start(string? weights, string[] arguments)
    {
        var run = ProgramRun.Start(ProgramRun.ProgramFolder, weights, At("nothing"), arguments, Folder);
        run.CloseInput();
        return run;
    }

    private static async Task<ProgramResult> End(ProgramRun run)
    {
        using (run) return await run.End();
    }
}
