using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Audio2Mqtt.Torch.Cli.Demonstration;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>The JSON that the program writes; its code is generated, so that a start does not reflect.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FileDocument))]
[JsonSerializable(typeof(WeightsDocument[]))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(DemoResult))]
[JsonSerializable(typeof(TrainingDocument))]
[JsonSerializable(typeof(EvaluationDocument))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DatasetDocument))]
[JsonSerializable(typeof(SliceDocument))]
[JsonSerializable(typeof(DeviceDocument[]))]
[JsonSerializable(typeof(RecordDocument))]
[JsonSerializable(typeof(SyntheticDocument))]
[JsonSerializable(typeof(ExtractDocument))]
[JsonSerializable(typeof(AudioDocument))]
[JsonSerializable(typeof(ConvertDocument))]
[JsonSerializable(typeof(FolderDocument))]
internal sealed partial class Documents : JsonSerializerContext
{
    /// <summary>Indented, and with letters as they are: a terminal is no web page.</summary>
    public static Documents Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>On one line.</summary>
    public static Documents OneLine { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
