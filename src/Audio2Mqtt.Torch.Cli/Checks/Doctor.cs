using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Interop;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Checks;

/// <summary>Looks at everything the program needs. Works where it is missing: that is when it is asked.</summary>
internal static class Doctor
{
    private static readonly string[] Optional = ["libhdf5", "libpulse", "libasound"];

    public static IReadOnlyList<Check> Examine() =>
    [
        new("a2m-torch", CheckState.Ok, ProgramVersion.Text),
        new(".NET", CheckState.Ok, $"{Environment.Version}, {RuntimeInformation.RuntimeIdentifier}"),
        .. Torch(TorchRuntime.Inspect()),
        Ffmpeg(),
        .. NativeLibraryCheck.All().Select(Library),
        .. Enum.GetValues<YamnetVariant>().Select(Weights),
        .. Models(),
    ];

    private static IEnumerable<Check> Torch(TorchInfo torch)
    {
        yield return new("TorchSharp", CheckState.Ok, $"{torch.Provider} {torch.ProviderVersion}");
        if (torch.Error is { } error)
        {
            yield return new("libtorch", CheckState.Missing, error, torch.Mend);
            yield break;
        }

        yield return new("libtorch", CheckState.Ok, $"{torch.Version ?? "unknown version"}{(torch.LibraryFile is { } file ? $", {file}" : "")}");
        yield return Blas(torch);
        yield return Threads(torch);
        yield return new("CUDA", CheckState.Ok, torch.CudaDevices > 0 ? $"{torch.CudaDevices} devices" : "none");
    }

    private static Check Blas(TorchInfo torch) => torch.IsReferenceBlas
        ? new("BLAS", CheckState.Warning, $"{torch.BlasFile}: the reference BLAS, 8 to 10 times slower at small batches", "sudo apt install libopenblas0-pthread")
        : new("BLAS", CheckState.Ok, torch.BlasFile ?? "inside libtorch");

    private static Check Threads(TorchInfo torch)
    {
        var settings = ((string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY", "OPENBLAS_CORETYPE"])
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(setting => setting.Value is not null)
            .Select(setting => $", {setting.Name}={setting.Value}");
        var value = $"{torch.IntraOpThreads} an operation, {Environment.ProcessorCount} cores{string.Concat(settings)}";
        return Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null && OperatingSystem.IsLinux() && torch.Provider == "System"
            ? new("threads", CheckState.Warning, $"{value}: thread pools may fight for cores", "start by tools/a2m-torch, or export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1")
            : new("threads", CheckState.Ok, value);
    }

    private static Check Ffmpeg() => FfmpegProgram.Find() is not { } path
        ? new("ffmpeg", CheckState.Warning, "not found: m4a, video files, URLs and pipes cannot be read", "sudo apt install ffmpeg")
        : FfmpegProgram.Version(path) is { } version
            ? new("ffmpeg", CheckState.Ok, $"{version}, {path}")
            : new("ffmpeg", CheckState.Warning, $"{path} does not answer as ffmpeg does", "sudo apt install ffmpeg");

    private static Check Library(NativeLibraryStatus library) => library.IsLoadable
        ? new(library.Name, CheckState.Ok, $"{library.Version ?? "unknown version"}, {library.File}")
        : new(library.Name, Optional.Contains(library.Name) ? CheckState.Warning : CheckState.Missing, $"not found: {library.Purpose} needs it", library.Mend);

    private static Check Weights(YamnetVariant variant)
    {
        var name = variant.ToString().ToLowerInvariant();
        var mend = $"a2m-torch weights install {name}";
        try
        {
            var info = WeightsStore.FromEnvironment().Info(variant);
            if (info.IsInstalled) return new($"weights {name}", CheckState.Ok, $"{info.WeightsHash}, {info.Path}");

            // Both are fetched on first use; only lite is the default.
            const string value = "not installed, fetched on first use";
            return variant == YamnetVariant.Lite ? new($"weights {name}", CheckState.Warning, value, mend) : new($"weights {name}", CheckState.Ok, value);
        }
        catch (Audio2MqttException error)
        {
            return new($"weights {name}", CheckState.Missing, error.Message, mend);
        }
    }

    private static IEnumerable<Check> Models()
    {
        var parent = Path.GetDirectoryName(SoundModel.DefaultPath)!;
        string[] found = Directory.Exists(parent) ? [.. Directory.GetDirectories(parent).Where(IsFinished).Where(SoundModel.IsModel).Order(StringComparer.Ordinal)] : [];
        return found.Length == 0 ? [new("models", CheckState.Ok, $"none in {parent}/")] : found.Select(Model);
    }

    // One that is being written has a name with a dot in front.
    private static bool IsFinished(string path) => !Path.GetFileName(path).StartsWith('.');

    private static Check Model(string path)
    {
        var name = $"model {SoundModel.NameOf(path)}";
        try
        {
            var model = SoundModel.Describe(path);
            var embedding = $"{model.Embedding.Kind.ToString().ToLowerInvariant()}{(model.Embedding.Network is { } network ? $" {network}" : "")}";
            return new(name, CheckState.Ok, $"{model.Classes.Count} classes on {embedding}{(model.FineTunedLayers > 0 ? ", fine-tuned" : "")}{(model.Preparation is { } prepared ? $", recordings {prepared}" : "")}, {path}");
        }
        catch (ModelException error)
        {
            return new(name, CheckState.Warning, error.Message, $"a2m-torch train training {path} --overwrite");
        }
    }
}
