curl -s https://plans.example/api/v1/targets/shenzhen-2024/high-tech-enterprises-2025.json
