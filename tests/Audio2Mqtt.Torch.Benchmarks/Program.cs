using Audio2Mqtt.Torch;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Benchmarks.Verbs;

try
{
    return VerbTable.Run(args);
}
catch (Exception error) when (error is Audio2MqttException or MeasuringException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
